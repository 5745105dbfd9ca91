using System.Text.Json;
using BlazorAspire.Tests.Support.SignalR;
using Embedded.Tests.Hosting;

namespace Embedded.Tests.SignalR.Redis.Support;

internal static class HubClientExtensions
{
    public static Task<JsonElement> InvokeAsync(this HubClient client, string method, params object?[] arguments) => client.CallAsync(method, Limit.Token(), arguments);

    public static Task CompleteAsync(this HubClient client, string invocationId, object? result) => client.CompleteAsync(invocationId, result, Limit.Token());

    /// <summary>The text of the next message. Every test has one kind of message, so its target is not looked at.</summary>
    public static async Task<string> NextTextAsync(this HubClient client) => TextOf(await client.Callbacks.ReadAsync(Limit.Token()));

    /// <summary>What has come so far.</summary>
    public static IReadOnlyList<string> Taken(this HubClient client)
    {
        var taken = new List<string>();
        while (client.Callbacks.TryRead(out var message))
        {
            taken.Add(TextOf(message));
        }

        return taken;
    }

    private static string TextOf(JsonElement message) => message.GetProperty("arguments")[0].GetString()!;
}
