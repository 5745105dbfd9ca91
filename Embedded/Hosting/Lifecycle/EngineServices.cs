using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Control;
using Embedded.Hosting.ControlApi;
using Embedded.Hosting.Health;
using Embedded.Hosting.Ports;
using Embedded.Hosting.Processes;
using Embedded.Hosting.Publish;
using Embedded.Hosting.Replicas;
using Embedded.Hosting.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Hosting.Lifecycle;

/// <summary>The engine's parts, and the order in which they start.</summary>
internal static class EngineServices
{
    public static void Add(HostApplicationBuilder host, IResourceCollection resources, Assembly? appHost, bool isUnderTest)
    {
        var services = host.Services;
        services.AddSingleton(resources);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Random.Shared);
        services.AddSingleton(_ => EngineOptions.Read(host.Configuration));
        services.AddSingleton(_ => new ResourceNotificationService());
        services.AddSingleton(p => new ResourceLoggerService(p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OwnCommands>();
        services.AddSingleton<ProcessCommands>();
        services.AddSingleton(p => new ResourceCommandService(p.GetRequiredService<RunnerCollection>(), p.GetRequiredService<OwnCommands>(), p.GetRequiredService<ProcessCommands>()));
        AddEngine(host, appHost, isUnderTest);
        services.AddSingleton<ControlStreams>();
        services.AddSingleton(p => new ControlEndpoints(
            resources, p.GetRequiredService<ResourceNotificationService>(), p.GetRequiredService<ResourceCommandService>(),
            p.GetRequiredService<ControlStreams>(), p.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        services.AddSingleton<ControlServer>();
        services.AddSingleton<ManifestPublisher>();
        AddTerminal(host, appHost);
        AddStages(services);
        services.Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);
        // The sum of every resource's stop ladder, and not the host's 30 s, limits the stop.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMinutes(5));
    }

    private static void AddEngine(HostApplicationBuilder host, Assembly? appHost, bool isUnderTest)
    {
        var services = host.Services;
        services.AddSingleton<ScratchDirectory>();
        services.AddSingleton<Func<LaunchContext>>(p =>
        {
            var context = new Lazy<LaunchContext>(() => new(DotnetHost.Find(), p.GetRequiredService<ScratchDirectory>().Path, host.Configuration, appHost));
            return () => context.Value;
        });
        services.AddSingleton<IPortSource, LoopbackPortSource>();
        services.AddSingleton(p => new PortPlan(p.GetRequiredService<IPortSource>(), p.GetRequiredService<Random>(), ignoreRequestedPorts: isUnderTest));
        services.AddSingleton<IProcessLauncher, SystemProcessLauncher>();
        services.AddSingleton<IOrphanGuard>(p => OperatingSystem.IsWindows()
            ? new WindowsOrphanGuard()
            : new UnixOrphanGuard(p.GetRequiredService<ScratchDirectory>().Path, p.GetRequiredService<ILogger<UnixOrphanGuard>>()));
        services.AddSingleton<HealthWatcher>();
        services.AddSingleton<LiveProcesses>();
        services.AddSingleton<RunnerServices>();
        services.AddSingleton<RunnerCollection>();
        services.AddSingleton<StartWatch>();
    }

    private static void AddTerminal(HostApplicationBuilder host, Assembly? appHost)
    {
        host.Logging.ClearProviders();
        host.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A failure to start is told once, by RunAsync or by the exception of StartAsync.
        host.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        host.Services.AddSingleton<ILoggerProvider, EngineLogger>();
        host.Services.AddSingleton(new Ansi(Ansi.Wanted));
        host.Services.AddSingleton(Console.Out);
        host.Services.AddSingleton<ConsoleReporter>();
        host.Services.AddSingleton<ITerminalInput, StandardInput>();
        host.Services.AddSingleton<TerminalCommands>();
        host.Services.AddSingleton(new ProfileNotice(
            appHost?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "host-profile-reason")?.Value));
    }

    private static void AddStages(IServiceCollection services)
    {
        services.AddSingleton<ILifecycleStage, PortStage>();
        services.AddSingleton<ILifecycleStage, PreflightStage>();
        services.AddSingleton<ILifecycleStage, OrphanGuardStage>();
        services.AddSingleton<ILifecycleStage>(p => p.GetRequiredService<ControlServer>());
        services.AddSingleton<ILifecycleStage, ResourceStage>();
        services.AddHostedService<LifecyclePipeline>();
    }
}
