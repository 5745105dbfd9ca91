namespace BlazorAspire.AppHost.Deploy;

/// <summary>What the platform asks a replica, and how often before it believes a failure.</summary>
internal sealed record DeployProbe(DeployProbeKind Kind, string Path, int PeriodSeconds, int TimeoutSeconds, int FailureThreshold);

internal enum DeployProbeKind
{
    Startup,
    Liveness,
    Readiness,
}
