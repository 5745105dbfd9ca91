using System.Collections.ObjectModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    internal CustomResourceSnapshot()
    {
    }

    /// <summary>The state, or null before the app has started.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The health of a running resource; null while it does not run.</summary>
    public HealthStatus? HealthStatus { get; internal init; }

    internal int? ExitCode { get; init; }

    internal int Restarts { get; init; }

    internal int? ProcessId { get; init; }

    internal string? Problem { get; init; }

    /// <summary>When its latest process was started.</summary>
    internal DateTimeOffset? StartedAt { get; init; }

    /// <summary>What its latest process was given beside what it inherits.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal bool IsIn(string state) => State?.Text == state;

    internal bool IsHealthy => IsIn(KnownResourceStates.Running) && HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy;

    internal bool IsTerminal => State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);
}
