namespace Embedded.Dashboard.Telemetry;

/// <summary>An attribute as it is shown: both halves are text without control characters.</summary>
public readonly record struct Tag(string Key, string Value);
