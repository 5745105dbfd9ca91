using System.Net.Http.Json;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>One of the things that are compared: a replica, reached without a gateway.</summary>
/// <param name="ProcessId">Where its processor time is to be counted.</param>
internal sealed record ReplicaTarget(string Name, Uri Address, int? ProcessId = null)
{
    /// <summary>A replica that says itself which process it is.</summary>
    public static async Task<ReplicaTarget> FindAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        var answer = await client.GetFromJsonAsync<ReplicaAnswer>("replica", cancellationToken);
        return new ReplicaTarget(name, address, answer!.ProcessId);
    }
}
