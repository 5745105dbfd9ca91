namespace BlazorAspire.Tests.Telemetry;

/// <summary>A file of Prometheus alerts. What it has beyond these properties is refused.</summary>
public sealed class RuleFile
{
    public List<RuleGroup> Groups { get; set; } = [];
}
