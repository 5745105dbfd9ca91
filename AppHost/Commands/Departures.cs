using System.Diagnostics.CodeAnalysis;

namespace BlazorAspire.AppHost.Commands;

/// <summary>Sees to it that commands given at the same time do not together take the last replica away.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore that is only awaited holds nothing to release, and this one lives as long as the app.")]
internal sealed class Departures
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly List<string> _leaving = [];
    private int _rolling;

    /// <summary>Null while another rolling restart runs.</summary>
    public IDisposable? TryBeginRollingRestart() =>
        Interlocked.Exchange(ref _rolling, 1) == 0 ? new Ending(() => Volatile.Write(ref _rolling, 0)) : null;

    /// <summary>Lets a replica leave while another one takes users. It counts as leaving until the result is disposed.</summary>
    /// <exception cref="DistributedApplicationException">It is the last one.</exception>
    public async Task<IDisposable> BeginAsync(IReplica replica, IReadOnlyList<IReplica> all, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var others = all.Where(other => other.Name != replica.Name && !IsLeaving(other.Name));
            var conditions = await Task.WhenAll(others.Select(other => other.AskAsync(cancellationToken)));
            if (!conditions.Contains(ReplicaCondition.Ready))
            {
                throw new DistributedApplicationException(
                    $"No replica but '{replica.Name}' is ready, so its users have nowhere to go. Start another one first, or throw them out with 'stop {replica.Name}'.");
            }

            Change(() => _leaving.Add(replica.Name));
            return new Ending(() => Change(() => _leaving.Remove(replica.Name)));
        }
        finally
        {
            _one.Release();
        }
    }

    private bool IsLeaving(string name)
    {
        lock (_leaving)
        {
            return _leaving.Contains(name);
        }
    }

    private void Change(Action change)
    {
        lock (_leaving)
        {
            change();
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
