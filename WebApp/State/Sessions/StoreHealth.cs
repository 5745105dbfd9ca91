using BlazorAspire.WebApp.Cluster;

namespace BlazorAspire.WebApp.State.Sessions;

/// <summary>Whether the store answers; told in the log once for each change, however many circuits wait for it.</summary>
internal sealed class StoreHealth(ILogger<StoreHealth> logger)
{
    private int _isAway;

    public bool IsAway => Volatile.Read(ref _isAway) != 0;

    public void Failed(Exception problem)
    {
        if (Interlocked.Exchange(ref _isAway, 1) == 0)
        {
            StateLog.StoreAway(logger, RedisReason.Of(problem));
        }
    }

    public void Answered()
    {
        if (IsAway)
        {
            Interlocked.Exchange(ref _isAway, 0);
        }
    }
}
