namespace Embedded.Hosting.Replicas;

/// <summary>How one process of a resource ended.</summary>
/// <param name="ExitCode">Its exit code; null if it is still there, or never was.</param>
/// <param name="HealthyFor">How long it had been healthy; null if it never was.</param>
/// <param name="Problem">Why it does not count as a start, if it does not.</param>
internal sealed record RunOutcome(int? ExitCode, TimeSpan? HealthyFor, string? Problem);
