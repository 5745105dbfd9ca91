using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Health;
using Embedded.Hosting.Lifecycle;
using Embedded.Hosting.Ports;
using Embedded.Hosting.Processes;
using Microsoft.Extensions.Logging;

namespace Embedded.Hosting.Replicas;

/// <summary>What all runners share.</summary>
internal sealed record RunnerServices(
    IProcessLauncher Launcher,
    IOrphanGuard OrphanGuard,
    PortPlan Ports,
    Func<LaunchContext> LaunchContext,
    HealthWatcher HealthWatcher,
    EngineOptions Options,
    ResourceNotificationService Notifications,
    ResourceLoggerService Logs,
    LiveProcesses Live,
    TimeProvider Time,
    Random Random,
    ILogger<ResourceRunner> Logger);
