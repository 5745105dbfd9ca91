namespace BlazorAspire.LoadTest.Circuits;

/// <summary>
/// How long to wait before the next try, as the page's script waits: not at all, then anything up to a limit that doubles, so that many pages
/// that lose one replica at once come back spread over the whole interval.
/// </summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private int _failures = -1;

    public TimeSpan Next()
    {
        _failures++;
        var limit = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, _failures));
        return _failures == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(limit * random.NextDouble());
    }
}
