using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Assignment;

/// <summary>
/// Users who were given a replica and have not opened a circuit yet. Without them a burst of page loads would all see the same
/// least loaded replica. All entries live equally long, so the oldest is always at the head.
/// </summary>
internal sealed class PendingAssignments(IOptions<AssignmentOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Entry> _byBrowser = [];
    private readonly Queue<Entry> _oldestFirst = [];
    private readonly Dictionary<Replica, int> _counts = [];

    public void Add(Guid browser, Replica replica)
    {
        lock (_lock)
        {
            RemoveNeedsLock(browser);
            if (_oldestFirst.Count >= options.Value.MaxPending)
            {
                DropOldestNeedsLock();
            }

            var entry = new Entry(browser, replica, time.GetTimestamp());
            _byBrowser[browser] = entry;
            _oldestFirst.Enqueue(entry);
            _counts[replica] = _counts.GetValueOrDefault(replica) + 1;
        }
    }

    public void Remove(Guid browser)
    {
        lock (_lock)
        {
            RemoveNeedsLock(browser);
        }
    }

    public int Count(Replica replica)
    {
        lock (_lock)
        {
            while (_oldestFirst.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) >= options.Value.PendingTimeout)
            {
                DropOldestNeedsLock();
            }

            return _counts.GetValueOrDefault(replica);
        }
    }

    private void DropOldestNeedsLock()
    {
        var oldest = _oldestFirst.Dequeue();
        if (_byBrowser.TryGetValue(oldest.Browser, out var current) && ReferenceEquals(current, oldest))
        {
            RemoveNeedsLock(oldest.Browser);
        }
    }

    private void RemoveNeedsLock(Guid browser)
    {
        if (_byBrowser.Remove(browser, out var entry))
        {
            _counts[entry.Replica]--;
        }
    }

    private sealed record Entry(Guid Browser, Replica Replica, long Since);
}
