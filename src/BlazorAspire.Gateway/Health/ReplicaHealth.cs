using System.Collections.Concurrent;
using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Health;

/// <summary>Turns what probes and forwards observe into the states of the replicas.</summary>
internal sealed class ReplicaHealth(IOptions<HealthOptions> options, ILogger<ReplicaHealth> logger)
{
    private readonly ConcurrentDictionary<Replica, Streak> _streaks = new();

    /// <param name="seen">Null for a probe that was not answered in time.</param>
    public void Observed(Replica replica, ReplicaState? seen)
    {
        var streak = _streaks.GetOrAdd(replica, _ => new Streak());
        lock (streak)
        {
            streak.Length = streak.Seen == seen ? streak.Length + 1 : 1;
            streak.Seen = seen;
            if (streak.Length >= Threshold(seen))
            {
                ChangeNeedsLock(replica, seen ?? ReplicaState.NotReady, "no connection to its address");
            }
        }
    }

    /// <summary>A refused connection is proof enough: nothing listens there.</summary>
    public void ConnectionFailed(Replica replica, string reason)
    {
        var streak = _streaks.GetOrAdd(replica, _ => new Streak());
        lock (streak)
        {
            streak.Seen = ReplicaState.Dead;
            streak.Length = options.Value.DeadAfter;
            ChangeNeedsLock(replica, ReplicaState.Dead, reason);
        }
    }

    /// <summary>What a replica says of itself needs no second probe.</summary>
    public void Declared(Replica replica, ReplicaState state)
    {
        var streak = _streaks.GetOrAdd(replica, _ => new Streak());
        lock (streak)
        {
            streak.Seen = state;
            streak.Length = 1;
            ChangeNeedsLock(replica, state, "it says so");
        }
    }

    private int Threshold(ReplicaState? seen) => seen switch
    {
        ReplicaState.Ready => options.Value.ReadyAfter,
        ReplicaState.NotReady => options.Value.NotReadyAfter,
        ReplicaState.Full or ReplicaState.Draining => 1,
        null => options.Value.LateAfter,
        _ => options.Value.DeadAfter,
    };

    private void ChangeNeedsLock(Replica replica, ReplicaState state, string reason)
    {
        var before = replica.State;
        if (before == state)
        {
            return;
        }

        replica.State = state;
        // A replica that was not in use may still be starting, or has been drained: no reason to warn.
        if (state == ReplicaState.Dead && before is (ReplicaState.Ready or ReplicaState.Full))
        {
            HealthLog.ReplicaDied(logger, replica.Name, before, reason);
        }
        else
        {
            HealthLog.ReplicaChanged(logger, replica.Name, state, before);
        }
    }

    private sealed class Streak
    {
        public ReplicaState? Seen { get; set; }

        public int Length { get; set; }
    }
}
