using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Lifecycle;
using Embedded.Hosting.Publish;
using Embedded.Hosting.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A distributed app, ready to run.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private bool _isStarted;

    internal DistributedApplication(IHost host)
    {
        _host = host;
    }

    /// <summary>Services of the AppHost.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The state of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Commands on the resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins the description of an app.</summary>
    /// <param name="args">The command line: configuration keys as <c>--Section:Key value</c>, and <c>--publisher manifest</c> for publish mode.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => DistributedApplicationBuilder.Create(args);

    /// <summary>Runs the app until it is stopped.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the app until it is stopped. A failure to start is told at the console, and the exit code is then 1.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var reporter = Services.GetRequiredService<ConsoleReporter>();
        using var impatient = new ImpatientStop(Environment.Exit);
        reporter.Attach();
        try
        {
            await RunToEndAsync(reporter, cancellationToken);
        }
        catch (Exception problem) when (problem is DistributedApplicationException or AggregateException)
        {
            reporter.SayFailed(problem is AggregateException several ? string.Join(Environment.NewLine, several.InnerExceptions.Select(e => e.Message)) : problem.Message);
            Environment.ExitCode = 1;
        }
        finally
        {
            await DisposeAsync();
            reporter.Detach();
        }
    }

    /// <summary>Starts the app and returns while its resources start. What is already known to fail, such as a port in use, fails here.</summary>
    /// <exception cref="DistributedApplicationException">The app cannot be started; the message says why.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
        {
            throw new DistributedApplicationException("The app was built to be published, so it is not started. Call RunAsync, which writes the manifest.");
        }
        await _host.StartAsync(cancellationToken);
        _isStarted = true;
    }

    /// <summary>Stops every resource after those that depend on it.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <inheritdoc />
    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_isStarted)
        {
            await _host.StopAsync();
        }
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private async Task RunToEndAsync(ConsoleReporter reporter, CancellationToken cancellationToken)
    {
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        var time = Services.GetRequiredService<TimeProvider>();
        var begun = time.GetTimestamp();
        reporter.Say(Services.GetRequiredService<ProfileNotice>().Text);
        if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
        {
            reporter.Say(await Services.GetRequiredService<ManifestPublisher>().PublishAsync(cancellationToken));
            return;
        }
        await StartAsync(cancellationToken);
        var terminal = Services.GetRequiredService<TerminalCommands>().RunAsync(lifetime.ApplicationStopping);
        try
        {
            var watch = Services.GetRequiredService<StartWatch>();
            await watch.WaitAsync(lifetime.ApplicationStopping);
            reporter.SayUp(ResourceNotifications, time.GetElapsedTime(begun));
            if (await watch.WaitForDashboardAsync(lifetime.ApplicationStopping) is var (dashboard, snapshot))
            {
                reporter.SayDashboard(dashboard, snapshot);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped by the person at the console before all was up.
        }
        await this.WaitForShutdownAsync(cancellationToken);
        await terminal;
    }
}
