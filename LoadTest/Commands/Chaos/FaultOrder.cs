namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>Faults in an order that a seed gives: the same seed, the same faults. Each kind comes once before any comes again.</summary>
internal static class FaultOrder
{
    private const int ShortestPause = 2;
    private const int LongestPause = 5;

    public static IReadOnlyList<Fault> Of(int seed, int count, IReadOnlyList<FaultKind> kinds, int users)
    {
        var random = new Random(seed);
        var faults = new List<Fault>();
        while (faults.Count < count)
        {
            FaultKind[] round = [.. kinds];
            random.Shuffle(round);
            faults.AddRange(round.Take(count - faults.Count).Select(kind => Make(kind, users, random)));
        }
        return faults;
    }

    private static Fault Make(FaultKind kind, int users, Random random) => kind switch
    {
        FaultKind.Kill or FaultKind.Drain => new Fault(kind, User: random.Next(users) + 1),
        FaultKind.Stall => new Fault(kind, random.Next(users) + 1, random.Next(ShortestPause, LongestPause + 1)),
        FaultKind.Pause => new Fault(kind, Seconds: random.Next(ShortestPause, LongestPause + 1)),
        _ => new Fault(kind),
    };
}
