namespace BlazorAspire.Tests.Telemetry;

public sealed class RuleGroup
{
    public string Name { get; set; } = "";

    public List<Rule> Rules { get; set; } = [];
}
