using System.Collections.Concurrent;
using BlazorAspire.SignalREmulator.Protocol;

namespace Embedded.AzureSignalR.Hubs;

/// <summary>Requests that the service answers.</summary>
internal sealed class Acknowledgements(TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<ServiceMessage.Ack>> _open = new();
    private int _last;

    /// <exception cref="IOException">The service refused it.</exception>
    /// <exception cref="TimeoutException">The service did not answer in time.</exception>
    public async Task AskAsync(Func<int, Task> send, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<ServiceMessage.Ack>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[id] = answer;
        try
        {
            await send(id);
            var ack = await answer.Task.WaitAsync(Limit, time, cancellationToken);
            // Who has gone meanwhile is in no group any more, as without the service.
            if (ack.Status is not (AckStatus.Ok or AckStatus.NotFound))
            {
                throw new IOException($"The SignalR service answered with '{ack.Status}': {ack.Message}");
            }
        }
        finally
        {
            _open.TryRemove(id, out _);
        }
    }

    public void Answered(ServiceMessage.Ack ack)
    {
        if (_open.TryGetValue(ack.AckId, out var answer))
        {
            answer.TrySetResult(ack);
        }
    }
}
