namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>What a load gave; as JSON it is the report for programs.</summary>
/// <param name="IsEarly">Whether it was ended before its time.</param>
/// <param name="Seconds">For which operations were counted.</param>
/// <param name="Rate">Operations a second.</param>
internal sealed record LoadResult(
    LoadSetting Setting,
    bool IsEarly,
    double Seconds,
    CircuitCounts Circuits,
    LatencySummary Starts,
    LatencySummary Operations,
    double Rate,
    IReadOnlyList<ErrorCount> Errors,
    IReadOnlyDictionary<string, int> Replicas,
    ClientUse Client,
    IReadOnlyList<LoadSecond> Timeline)
{
    /// <summary>How the prerendered page compares with the first render of its circuit; empty where nobody looked.</summary>
    public string Prerender { get; init; } = "";

    /// <summary>Null where no process of the app was named.</summary>
    public ServerUse? Server { get; init; }

    public IReadOnlyList<LimitVerdict> Limits { get; init; } = [];

    public bool LimitsHold => Limits.All(limit => limit.Holds);
}
