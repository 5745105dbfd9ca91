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
            StateLog.StoreAway(logger, FirstLine(problem.Message));
        }
    }

    public void Answered()
    {
        if (IsAway)
        {
            Interlocked.Exchange(ref _isAway, 0);
        }
    }

    // The Redis client's messages go on for a page of counters.
    private static string FirstLine(string reason) => reason.Split('\n', ';')[0].Trim().TrimEnd('.');
}
