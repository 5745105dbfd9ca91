namespace BlazorAspire.LoadTest.Load;

/// <summary>What the result must keep: at most a figure, for a rate at least.</summary>
internal sealed record LoadLimit(string Name, double Value, string Text)
{
    private const string Rate = "rate";
    private const string ServerMemory = "server-kb";

    private static readonly Dictionary<string, Func<LoadResult, double?>> Times = new(StringComparer.Ordinal)
    {
        ["p50"] = result => result.Operations.P50,
        ["p95"] = result => result.Operations.P95,
        ["p99"] = result => result.Operations.P99,
        ["p99.9"] = result => result.Operations.P999,
        ["max"] = result => result.Operations.Max,
        ["start-p50"] = result => result.Starts.P50,
        ["start-p95"] = result => result.Starts.P95,
        ["start-p99"] = result => result.Starts.P99,
        ["start-p99.9"] = result => result.Starts.P999,
    };

    private static readonly Dictionary<string, Func<LoadResult, double?>> Counts = new(StringComparer.Ordinal)
    {
        ["errors"] = result => result.Errors.Sum(error => error.Count),
        ["failed"] = result => result.Circuits.Failed,
        ["reconnects"] = result => result.Circuits.Reconnects,
        ["misroutes"] = result => result.Circuits.Misroutes,
        [Rate] = result => result.Rate,
        ["client-cores"] = result => result.Client.Cores,
        ["client-kb"] = result => result.Client.KilobytesPerCircuit,
        [ServerMemory] = result => result.Server?.KilobytesPerCircuit,
    };

    /// <summary>All names, those of times first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Times.Keys, .. Counts.Keys];

    public static string HowTo { get; } =
        $"Use {string.Join(", ", Times.Keys)} with a time such as p99=250ms, or {string.Join(", ", Counts.Keys)} with a number such as errors=0.";

    /// <summary>Whether it is judged by what the processes of the app take.</summary>
    public bool IsOfServer => Name == ServerMemory;

    public static bool TryParse(string text, out LoadLimit limit)
    {
        var (name, value) = text.Split('=', 2) is [var first, var second] ? (first, second) : ("", "");
        double? number = Times.ContainsKey(name) && Cli.TryDuration(value, out var time) ? time.TotalMilliseconds
            : Counts.ContainsKey(name) && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) ? count
            : null;
        limit = new LoadLimit(name, number ?? 0, text);
        return number is not null;
    }

    /// <summary>What was not measured does not hold.</summary>
    public LimitVerdict Judge(LoadResult result)
    {
        var isTime = Times.TryGetValue(Name, out var read);
        var measured = (read ?? Counts[Name])(result);
        var holds = Name == Rate ? measured >= Value : measured <= Value;
        return new LimitVerdict(Text, measured is { } number ? Invariant($"{number:0.###}{(isTime ? " ms" : "")}") : "nothing measured", holds);
    }
}
