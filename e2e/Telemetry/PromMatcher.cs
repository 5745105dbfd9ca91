namespace BlazorAspire.Tests.Telemetry;

/// <summary>A condition on a label.</summary>
internal sealed record PromMatcher(string Label, string Operator, string Value);
