using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.AppHost.Deploy;

/// <summary>How the app runs in the cloud: the section <c>Deploy</c>. Both profiles publish what stands here, and nothing else sets these values.</summary>
internal sealed record DeploySettings
{
    // The host ends between the drain and the platform's kill, each with time to spare.
    private static readonly TimeSpan KillMargin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainMargin = TimeSpan.FromSeconds(10);

    /// <summary>Replicas that always run. Two, so that one may be replaced.</summary>
    public int MinReplicas { get; init; } = 2;

    /// <summary>The most replicas.</summary>
    public int MaxReplicas { get; init; } = 10;

    /// <summary>HTTP requests at a time for each replica, above which another is added.</summary>
    public int ConcurrentRequests { get; init; } = 20;

    /// <summary>Cores of one replica.</summary>
    public decimal Cpu { get; init; } = 1;

    /// <summary>Memory of one replica, which the Consumption plan ties to its cores.</summary>
    public string Memory => string.Create(CultureInfo.InvariantCulture, $"{Cpu * 2:0.##}Gi");

    /// <summary>Time from the signal to end until the platform kills a replica.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>When the host of a replica ends.</summary>
    public TimeSpan ShutdownTimeout => GracePeriod - KillMargin;

    /// <summary>Until when users are moved to other replicas.</summary>
    public TimeSpan DrainDeadline => GracePeriod - DrainMargin;

    /// <summary>Whether traces and logs go to Application Insights.</summary>
    public bool ApplicationInsights { get; init; }

    /// <summary>Units of Azure SignalR, where it is the backplane; 1,000 connections each.</summary>
    public int SignalRUnits { get; init; } = 1;

    // Ten failures are the most that Container Apps counts.
    public IReadOnlyList<DeployProbe> Probes { get; } =
    [
        new(DeployProbeKind.Startup, "/alive", PeriodSeconds: 6, TimeoutSeconds: 5, FailureThreshold: 10),
        new(DeployProbeKind.Liveness, "/alive", PeriodSeconds: 10, TimeoutSeconds: 5, FailureThreshold: 3),
        new(DeployProbeKind.Readiness, "/health", PeriodSeconds: 5, TimeoutSeconds: 4, FailureThreshold: 2),
    ];

    /// <summary>Reads the section. False with a text for the user when a value is out of range.</summary>
    public static bool TryRead(IConfiguration configuration, [NotNullWhen(true)] out DeploySettings? settings, [NotNullWhen(false)] out string? problem)
    {
        var read = new DeployReader(configuration);
        var found = new DeploySettings();
        found = found with
        {
            MinReplicas = read.Number("Deploy:MinReplicas", 1, 300, found.MinReplicas),
            MaxReplicas = read.Number("Deploy:MaxReplicas", 1, 300, found.MaxReplicas),
            ConcurrentRequests = read.Number("Deploy:ConcurrentRequests", 1, 10_000, found.ConcurrentRequests),
            Cpu = read.Cores("Deploy:Cpu", found.Cpu),
            GracePeriod = read.Seconds("Deploy:GracePeriod", 20, 600, found.GracePeriod),
            ApplicationInsights = read.Flag("Deploy:ApplicationInsights", found.ApplicationInsights),
            SignalRUnits = read.Number("Deploy:SignalRUnits", 1, 100, found.SignalRUnits),
        };
        problem = read.Problem ?? (found.MinReplicas > found.MaxReplicas
            ? $"Deploy:MinReplicas is {found.MinReplicas}, and Deploy:MaxReplicas is {found.MaxReplicas}. Lower the first, or raise the second."
            : null);
        settings = problem is null ? found : null;
        return settings is not null;
    }
}
