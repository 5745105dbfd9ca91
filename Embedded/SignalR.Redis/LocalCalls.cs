using Embedded.SignalR.Redis.Answers;
using Embedded.SignalR.Redis.Clients;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.SignalR.Redis;

/// <summary>Asks clients of this server for results.</summary>
internal sealed class LocalCalls(LocalClients clients, ClientResults results)
{
    private long _last;

    public async Task<T> InvokeAsync<T>(Client client, string method, object?[] arguments, CancellationToken cancellationToken)
    {
        var invocationId = $"local-{Interlocked.Increment(ref _last)}";
        var completion = new TaskCompletionSource<CompletionMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        results.Expect(invocationId, client.Id, typeof(T), completion.SetResult);
        try
        {
            await client.Connection.WriteAsync(new InvocationMessage(invocationId, method, arguments), cancellationToken);
            if (clients.Find(client.Id) is null)
            {
                results.ClientGone(client.Id);
            }

            return ClientResult.Of<T>(client.Id, method, await completion.Task.WaitAsync(cancellationToken));
        }
        finally
        {
            results.Forget(invocationId);
        }
    }
}
