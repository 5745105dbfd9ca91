using HdrHistogram;

namespace BlazorAspire.LoadTest.Load;

/// <summary>What a load gave; as JSON it is the report for programs.</summary>
/// <param name="IsEarly">Whether it was ended before its time.</param>
/// <param name="Replicas">The circuits that each started, by the name that the page tells.</param>
/// <param name="Server">Null where no process of the app was named.</param>
internal sealed record LoadResult(
    LoadSetting Setting, bool IsEarly, double Seconds, CircuitCounts Circuits, LatencySummary Starts, LatencySummary Operations, double Rate,
    IReadOnlyList<ErrorCount> Errors, IReadOnlyDictionary<string, int> Replicas, ClientUse Client, ServerUse? Server, IReadOnlyList<LoadSecond> Timeline)
{
    /// <summary>How the prerendered page compares with the first render of its circuit; empty where nobody looked.</summary>
    public string Prerender { get; init; } = "";

    public IReadOnlyList<LimitVerdict> Limits { get; init; } = [];

    public bool LimitsHold => Limits.All(limit => limit.Holds);
}

/// <summary>What was loaded, how, and where.</summary>
/// <param name="Version">Of this program.</param>
internal sealed record LoadSetting(
    string Url, string Scenario, int Users, int Ramp, double ThinkSeconds, int DueEachSecond, double DurationSeconds, string Machine, string Version,
    DateTimeOffset StartedAt)
{
    public static LoadSetting Of(LoadPlan plan, DateTimeOffset startedAt) => new(
        plan.Url.ToString(), plan.Scenario.ToString().ToLowerInvariant(), plan.Users, plan.Ramp,
        plan.Rate > 0 ? 0 : plan.Think.TotalSeconds, plan.Rate, plan.Duration.TotalSeconds, LoadTest.Machine.Describe(),
        LoadTest.Machine.VersionOf(typeof(LoadSetting).Assembly), startedAt);
}

/// <param name="Started">Pages that became interactive.</param>
/// <param name="Open">Of those that started, still there at the end.</param>
/// <param name="Reconnects">Connections that broke, and whose circuit went on.</param>
/// <param name="Reloads">Circuits that went on in another, on a page that loaded itself again.</param>
/// <param name="Misroutes">Circuits on another replica than the one that had sent their page.</param>
internal sealed record CircuitCounts(int Started, int Failed, int Open, int Reconnects, int Reloads, int Misroutes);

/// <summary>Times in milliseconds; null where there was none.</summary>
internal sealed record LatencySummary(long Count, double? P50, double? P95, double? P99, double? P999, double? Max)
{
    /// <param name="times">In microseconds.</param>
    public static LatencySummary Of(HistogramBase times)
    {
        return new LatencySummary(times.TotalCount, At(50), At(95), At(99), At(99.9), At(100));

        double? At(double percent) => times.TotalCount == 0 ? null : Math.Round(times.GetValueAtPercentile(percent) / 1000.0, 3);
    }
}

internal sealed record ErrorCount(string Kind, int Count, string Example);

/// <summary>One second of a load.</summary>
/// <param name="Second">Since its start, the ramp included.</param>
/// <param name="P50">In milliseconds; null without an operation.</param>
internal sealed record LoadSecond(int Second, int Circuits, int Failed, long Operations, double? P50, double? P99, int Errors);

internal sealed record LimitVerdict(string Limit, string Measured, bool Holds);

/// <summary>What the load itself took of the machine, so that a reader knows whether it was the limit.</summary>
/// <param name="Cores">Processor time for each second of the measurement.</param>
/// <param name="KilobytesPerCircuit">Resident memory that came with the circuits, for each of those open at the end; null without any.</param>
/// <param name="LiveKilobytesPerCircuit">Of it what is no garbage.</param>
internal sealed record ClientUse(double Cores, double? KilobytesPerCircuit, double? LiveKilobytesPerCircuit);

/// <summary>Resident memory of the processes of the app, all together.</summary>
/// <param name="FromMegabytes">Before the first user came.</param>
/// <param name="ToMegabytes">At the end, while the circuits were open.</param>
/// <param name="KilobytesPerCircuit">What came with the circuits, for each of those open at the end; null without any.</param>
/// <param name="Problem">Why it is not known, as a part of a sentence; null where it is.</param>
internal sealed record ServerUse(int Processes, double? FromMegabytes, double? ToMegabytes, double? KilobytesPerCircuit, string? Problem);

/// <summary>What the processes of the app take for the circuits.</summary>
internal sealed class ServerMeter
{
    private const double Megabyte = 1024 * 1024;

    private readonly WatchedProcess[] _processes;
    private readonly long?[] _before;

    /// <summary>Reads what they take before the first user comes.</summary>
    public ServerMeter(IReadOnlyList<int> processIds)
    {
        _processes = [.. processIds.Select(WatchedProcess.Find)];
        _before = Read();
    }

    /// <summary>While the circuits are still open. Null where no process is watched.</summary>
    public ServerUse? End(int circuits)
    {
        var after = Read();
        int[] ended = [.. _processes.Where((_, index) => _before[index] is null || after[index] is null).Select(process => process.Id)];
        if (ended.Length > 0)
        {
            var problem = $"not known: {(ended.Length == 1 ? "process" : "processes")} {string.Join(", ", ended)} ended during the load";
            return new ServerUse(_processes.Length, null, null, null, problem);
        }

        var (from, to) = (Sum(_before), Sum(after));
        double? each = circuits > 0 ? Math.Round(Math.Max(0, to - from) * 1024 / circuits, 1) : null;
        return _processes.Length == 0 ? null : new ServerUse(_processes.Length, Math.Round(from, 1), Math.Round(to, 1), each, null);
    }

    private static double Sum(long?[] bytes) => bytes.Sum(each => each ?? 0) / Megabyte;

    private long?[] Read() => [.. _processes.Select(process => process.Resident)];
}
