using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Circuits;

/// <summary>Long polling is one circuit over many requests: this counts it once, until it is closed or has been idle for the limit.</summary>
internal sealed class LongPolls(IOptions<CircuitOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Poll> _byId = new(StringComparer.Ordinal);

    /// <summary>A request of a known circuit began; idle time does not run while one is in flight.</summary>
    public void Began(string id)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(id, out var poll))
            {
                poll.InFlight++;
            }
        }
    }

    /// <summary>The replica answered a poll with success, so it knows the circuit.</summary>
    /// <returns>Whether the circuit is new.</returns>
    public bool Answered(string id, Replica replica)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(id, out var known))
            {
                known.LastSeen = time.GetTimestamp();
                return false;
            }

            _byId[id] = new Poll(replica) { LastSeen = time.GetTimestamp() };
            replica.CircuitOpened();
            return true;
        }
    }

    public void Ended(string id)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(id, out var poll))
            {
                poll.InFlight = Math.Max(0, poll.InFlight - 1);
                poll.LastSeen = time.GetTimestamp();
            }
        }
    }

    public void Closed(string id)
    {
        lock (_lock)
        {
            CloseNeedsLock(id);
        }
    }

    public void CloseIdle()
    {
        lock (_lock)
        {
            var limit = options.Value.LongPollIdleTimeout;
            var idle = _byId.Where(entry => entry.Value.InFlight == 0 && time.GetElapsedTime(entry.Value.LastSeen) >= limit).Select(entry => entry.Key);
            foreach (var id in idle.ToList())
            {
                CloseNeedsLock(id);
            }
        }
    }

    private void CloseNeedsLock(string id)
    {
        if (_byId.Remove(id, out var poll))
        {
            poll.Replica.CircuitClosed();
        }
    }

    private sealed class Poll(Replica replica)
    {
        public Replica Replica { get; } = replica;

        public int InFlight { get; set; }

        public long LastSeen { get; set; }
    }
}
