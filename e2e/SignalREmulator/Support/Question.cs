using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>
/// A question of a hub to a client. The SDK (1.34) sends it before it registers it, and drops an answer that is faster: the client answers only when
/// the SDK waits for it.
/// </summary>
internal static class Question
{
    private static readonly ConcurrentDictionary<Guid, TaskCompletionSource> Registrations = new();

    public static async Task<string> AskAsync(this ISingleClientProxy client, string question, CancellationToken limit)
    {
        var id = Guid.NewGuid();
        var answer = client.InvokeAsync<string>("asked", question, id, limit);
        RegistrationOf(id).SetResult();
        return await answer;
    }

    /// <summary>Completes when the SDK waits for the answer.</summary>
    public static Task RegisteredAsync(Guid id) => RegistrationOf(id).Task;

    private static TaskCompletionSource RegistrationOf(Guid id) =>
        Registrations.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
