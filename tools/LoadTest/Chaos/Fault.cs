namespace BlazorAspire.LoadTest.Chaos;

/// <summary>
/// What is done to the app while users click: a replica ends by SIGKILL; it moves its users and ends; every replica is replaced, one after the other; Redis
/// keeps its connections and answers nothing for some seconds; it does so right after a kill, when pages want their state; the gateway ends. What ends is
/// started again.
/// </summary>
internal enum FaultKind
{
    Kill,
    Drain,
    Roll,
    Pause,
    Stall,
    Gateway,
}

/// <param name="User">The number of the user whose replica it is done to, from 1 on, so that somebody is hit; 0 for a fault that is not of one replica.</param>
/// <param name="Seconds">How long it lasts; 0 for a fault that is over at once.</param>
internal sealed record Fault(FaultKind Kind, int User = 0, int Seconds = 0)
{
    private const int MinPause = 2;
    private const int MaxPause = 5;

    public static IReadOnlyList<FaultKind> AllKinds { get; } = Enum.GetValues<FaultKind>();

    public static string AllNames { get; } = string.Join(", ", AllKinds.Select(NameOf));

    public static string NameOf(FaultKind kind) => kind.ToString().ToLower(CultureInfo.InvariantCulture);

    /// <summary>Reads kinds as people type them: <c>kill,drain</c>. False where a word is no kind, or comes twice.</summary>
    public static bool TryParseKinds(string text, out FaultKind[] kinds)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        kinds = [.. AllKinds.Where(kind => words.Contains(NameOf(kind)))];
        return kinds.Length == words.Length;
    }

    /// <summary>Kinds that leave users without a replica where there is one only, whatever the app does.</summary>
    public static bool NeedsAnotherReplica(FaultKind kind) => kind is FaultKind.Kill or FaultKind.Stall or FaultKind.Drain or FaultKind.Roll;

    /// <summary>Faults in an order that a seed gives: the same seed, the same faults. Each kind comes once before any comes again.</summary>
    public static IReadOnlyList<Fault> InOrder(int seed, int count, IReadOnlyList<FaultKind> kinds, int users)
    {
        var random = new Random(seed);
        var faults = new List<Fault>();
        while (faults.Count < count)
        {
            FaultKind[] round = [.. kinds];
            random.Shuffle(round);
            faults.AddRange(round.Take(count - faults.Count).Select(kind => New(kind, users, random)));
        }

        return faults;
    }

    /// <param name="replica">Which one is hit; empty for a fault that is not of one.</param>
    public string Describe(string replica) => Kind switch
    {
        FaultKind.Kill => $"kills {replica}",
        FaultKind.Drain => $"drains {replica} and starts it again",
        FaultKind.Roll => "restarts all replicas, one after the other",
        FaultKind.Pause => Invariant($"lets Redis stand still for {Seconds} s"),
        FaultKind.Stall => Invariant($"kills {replica}, and lets Redis stand still for {Seconds} s from then on"),
        _ => "restarts the gateway",
    };

    private static Fault New(FaultKind kind, int users, Random random) => new(
        kind, kind is FaultKind.Kill or FaultKind.Drain or FaultKind.Stall ? random.Next(users) + 1 : 0,
        kind is FaultKind.Stall or FaultKind.Pause ? random.Next(MinPause, MaxPause + 1) : 0);
}
