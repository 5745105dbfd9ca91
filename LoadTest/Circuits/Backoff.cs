namespace BlazorAspire.LoadTest.Circuits;

/// <summary>How long to wait before the next try: not at all, then twice as long each time, and never all pages at one moment.</summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private int _tries;

    public TimeSpan Next()
    {
        var tries = _tries++;
        if (tries == 0)
        {
            return TimeSpan.Zero;
        }
        var whole = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, tries - 1));
        return TimeSpan.FromMilliseconds(whole * (0.5 + 0.5 * random.NextDouble()));
    }
}
