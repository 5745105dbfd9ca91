namespace Embedded.Hosting.Replicas;

/// <summary>
/// Decides when a process that ended by itself is started again: at once after a first crash, then ever later up to a cap, with jitter
/// so that replicas that fell together do not rise together. Only a process that was healthy for a while starts the count anew.
/// </summary>
internal sealed class RestartPolicy(Random random)
{
    /// <summary>Starts in a row that may fail before a resource that was never healthy is given up.</summary>
    public const int MaxFailedStarts = 3;

    public static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan StableAfter = TimeSpan.FromMinutes(1);

    private bool _wasEverHealthy;
    private int _failures;

    /// <summary>Gives the time to wait before the next start, or null to give up.</summary>
    /// <param name="healthyFor">How long the process that ended had been healthy; null if it never was.</param>
    public TimeSpan? NextDelay(TimeSpan? healthyFor)
    {
        _wasEverHealthy |= healthyFor is not null;
        _failures = healthyFor >= StableAfter ? 1 : _failures + 1;
        if (!_wasEverHealthy && _failures >= MaxFailedStarts)
        {
            return null;
        }
        var doubled = FirstDelay * Math.Pow(2, Math.Min(_failures - 1, 20));
        var capped = doubled < LongestDelay ? doubled : LongestDelay;
        return capped * (0.5 + (random.NextDouble() / 2));
    }
}
