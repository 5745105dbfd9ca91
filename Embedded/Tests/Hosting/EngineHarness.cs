using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Control;
using Embedded.Hosting.ControlApi;
using Embedded.Hosting.Health;
using Embedded.Hosting.Lifecycle;
using Embedded.Hosting.Ports;
using Embedded.Hosting.Processes;
using Embedded.Hosting.Replicas;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.Tests.Hosting;

/// <summary>The engine without processes, ports or a clock that moves by itself.</summary>
internal sealed class EngineHarness
{
    public static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    public EngineHarness(params IResource[] resources)
    {
        foreach (var resource in resources)
        {
            Resources.Add(resource);
        }
        Logs = new ResourceLoggerService(Time);
        var services = new RunnerServices(
            Launcher, Guard, new PortPlan(new FakePortSource(), new Random(1), ignoreRequestedPorts: false),
            () => new LaunchContext("dotnet", "/", new ConfigurationBuilder().Build(), null),
            new HealthWatcher(Time), new EngineOptions(StartTimeout, StopTimeout), Notifications, Logs, Live, Time, new Random(1),
            NullLogger<ResourceRunner>.Instance);
        Runners = new RunnerCollection(Resources, services);
        Commands = new ResourceCommandService(Runners, new OwnCommands(Services, Logs), new ProcessCommands(Live, Time));
    }

    public IServiceProvider Services { get; } = new ServiceCollection().BuildServiceProvider();

    public ManualTime Time { get; } = new();

    public FakeLauncher Launcher { get; } = new();

    public FakeOrphanGuard Guard { get; } = new();

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public ResourceNotificationService Notifications { get; } = new();

    public ResourceLoggerService Logs { get; }

    public LiveProcesses Live { get; } = new();

    public RunnerCollection Runners { get; }

    public ResourceCommandService Commands { get; }

    /// <summary>The control API over this engine, which is to be started.</summary>
    public ControlServer ControlApi()
    {
        var streams = new ControlStreams(Notifications, Logs, TimeProvider.System);
        return new ControlServer(new ControlEndpoints(Resources, Notifications, Commands, streams, CancellationToken.None), Resources);
    }

    public async Task<CustomResourceSnapshot> StateAsync(IResource resource, string state) =>
        (await Notifications.WaitForResourceAsync(resource.Name, e => e.Snapshot.IsIn(state), Limit.Token())).Snapshot;

    public async Task<CustomResourceSnapshot> HealthyAsync(IResource resource) =>
        (await Notifications.WaitForResourceAsync(resource.Name, e => e.Snapshot.IsHealthy, Limit.Token())).Snapshot;
}
