using BlazorAspire.Circuits.Cluster;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>Whether the store answers; told in the log once for each change, however many circuits wait for it.</summary>
internal sealed class StoreHealth(TimeProvider time, ILogger<StoreHealth> logger)
{
    /// <summary>A store that has answered nobody for so long is away. For less it may be busy, write to its disk, or be replaced by another.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private int _isAway;
    private int _isRefusing;
    private long _silentSince = time.GetTimestamp();

    /// <summary>Somebody got no answer in time, and nobody has since.</summary>
    public bool IsAway => Volatile.Read(ref _isAway) != 0;

    /// <summary>It cannot be reached, or has been silent for too long to be only late.</summary>
    public bool IsKnownAway => IsAway && RemainingGrace(time.GetTimestamp()) == TimeSpan.Zero;

    /// <summary>Remaining time before a silent store counts as unavailable.</summary>
    /// <param name="asked">When it was asked. While it is not known that others wait in vain, it has been silent from then on only.</param>
    public TimeSpan RemainingGrace(long asked)
    {
        if (Volatile.Read(ref _isRefusing) != 0)
        {
            return TimeSpan.Zero;
        }

        var since = Interlocked.Read(ref _silentSince);
        var rest = LongestSilence - time.GetElapsedTime(IsAway ? since : Math.Max(since, asked));
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <param name="problem">A <see cref="TimeoutException"/> for a store that was silent; another for one that cannot be reached.</param>
    /// <param name="asked">When it was asked; now, if that is not known.</param>
    public void Failed(Exception problem, long? asked = null)
    {
        if (problem is not TimeoutException)
        {
            Volatile.Write(ref _isRefusing, 1);
        }

        if (!IsAway)
        {
            // An answer that came after the question ends the silence; the last one to write is good enough.
            Interlocked.Exchange(ref _silentSince, Math.Max(Interlocked.Read(ref _silentSince), asked ?? time.GetTimestamp()));
        }

        if (Interlocked.Exchange(ref _isAway, 1) == 0)
        {
            StateLog.StoreAway(logger, RedisErrors.Summarize(problem));
        }
    }

    public void Answered()
    {
        Interlocked.Exchange(ref _silentSince, time.GetTimestamp());
        if (IsAway)
        {
            Volatile.Write(ref _isRefusing, 0);
            Interlocked.Exchange(ref _isAway, 0);
        }
    }
}
