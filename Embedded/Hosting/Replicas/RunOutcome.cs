namespace Embedded.Hosting.Replicas;

/// <summary>How one process of a resource ended.</summary>
/// <param name="ExitCode">Its exit code; null if it is still there, or never was.</param>
/// <param name="HealthyFor">How long it had been healthy; null if it never was.</param>
/// <param name="Problem">Why it was stopped, if its health is why.</param>
internal sealed record RunOutcome(int? ExitCode, TimeSpan? HealthyFor, string? Problem)
{
    /// <summary>Its time to become healthy has run out. Another start would only take as long again.</summary>
    public bool NeverAnswered => Problem is not null && HealthyFor is null;
}
