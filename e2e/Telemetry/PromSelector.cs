namespace BlazorAspire.Tests.Telemetry;

/// <summary>What a query asks for: the series of a name that meet all conditions.</summary>
internal sealed record PromSelector(string Name, IReadOnlyList<PromMatcher> Matchers, bool IsRange);
