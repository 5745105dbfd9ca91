using System.Collections.Concurrent;
using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Balancing;

/// <summary>
/// Users who were given a replica and have not opened a circuit yet. Without them a burst of page loads would all see the same least loaded replica.
/// </summary>
internal sealed class PendingUsers(TimeProvider time)
{
    /// <summary>How long a user counts who opens no circuit. Scripts have loaded by then, or never will.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // When each user came, the oldest first.
    private readonly ConcurrentDictionary<Replica, ConcurrentQueue<long>> _arrivals = new();

    public void Add(Replica replica) => Of(replica).Enqueue(time.GetTimestamp());

    /// <summary>One of the users has opened a circuit.</summary>
    public void Connected(Replica replica) => Of(replica).TryDequeue(out _);

    public int Count(Replica replica)
    {
        var arrivals = Of(replica);
        while (arrivals.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Timeout)
        {
            arrivals.TryDequeue(out _);
        }

        return arrivals.Count;
    }

    private ConcurrentQueue<long> Of(Replica replica) => _arrivals.GetOrAdd(replica, static _ => new ConcurrentQueue<long>());
}
