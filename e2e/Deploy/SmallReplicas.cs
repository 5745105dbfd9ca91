using BlazorAspire.Tests.AppHost;

namespace BlazorAspire.Tests.Deploy;

/// <summary>Two replicas with room for one circuit each.</summary>
public sealed class SmallReplicas(SharedApp shared) : SelfHostedReplicas(shared, "small", new() { ["Circuits__Max"] = "1" })
{
    private const string StateHeader = "BlazorAspire-State";

    /// <summary>Returns when none is at capacity any more.</summary>
    internal async Task FreeAsync(CancellationToken limit)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var address in Addresses)
        {
            while (await IsFullAsync(client, new Uri(address, "/health"), limit))
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<bool> IsFullAsync(HttpClient client, Uri health, CancellationToken limit)
    {
        using var answer = await client.GetAsync(health, limit);
        return answer.Headers.Contains(StateHeader);
    }
}
