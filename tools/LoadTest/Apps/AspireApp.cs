using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.LoadTest.Apps;

/// <summary>An app that Aspire runs, without the dashboard. Its processes end with this one, however that ends.</summary>
internal sealed class AspireApp : IAsyncDisposable
{
    private const int LinesShown = 15;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(20);

    private readonly DistributedApplication _app;
    private readonly TimeProvider _time;

    private AspireApp(DistributedApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>Of the resources those that run: Aspire adds more, such as one that builds each project again on demand.</summary>
    private IEnumerable<IResource> Resources => _app.Services.GetRequiredService<DistributedApplicationModel>().Resources
        .Where(resource => resource is ProjectResource || (resource is ExecutableResource && resource.Annotations.OfType<EndpointAnnotation>().Any()));

    /// <summary>Starts the app of an AppHost in the environment Production, and returns when the gateway uses all replicas.</summary>
    public static async Task<AspireApp> StartAsync(
        AppHostProject project, int replicas, TimeProvider time, CancellationToken cancellationToken, params string[] arguments)
    {
        string[] all = ["--replicas", Invariant($"{replicas}"), "--port", "0", "--environment", "Production", .. arguments];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync(project.EntryPoint, all, cancellationToken);
        return await StartAsync(builder, time, cancellationToken, app => app.AllReadyAsync(app.Address("gateway"), cancellationToken));
    }

    /// <summary>Starts what the builder has, and returns when all of it is healthy.</summary>
    public static async Task<AspireApp> StartAsync(
        IDistributedApplicationTestingBuilder builder, TimeProvider time, CancellationToken cancellationToken, Func<AspireApp, Task>? ready = null)
    {
        using var limit = cancellationToken.Within(StartLimit);
        // The console is for the report. What the resources write is kept by Aspire.
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var app = new AspireApp(await builder.BuildAsync(limit.Token), time);
        var isStarted = false;
        try
        {
            await app._app.StartAsync(limit.Token);
            isStarted = true;
            // One that cannot start ends the wait, and not the last of all limits.
            await foreach (var healthy in Task.WhenEach(app.Resources.Where(resource => !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()).Select(
                resource => app._app.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, WaitBehavior.StopOnResourceUnavailable, limit.Token))))
            {
                await healthy;
            }

            await (ready?.Invoke(app) ?? Task.CompletedTask).WaitAsync(limit.Token);
            return app;
        }
        catch (Exception problem)
        {
            // An app that could not even begin has no logs, and cannot be stopped.
            var logs = isStarted && !cancellationToken.IsCancellationRequested ? await app.LogsAsync() : "";
            await (isStarted ? app.DisposeAsync() : ValueTask.CompletedTask);
            cancellationToken.ThrowIfCancellationRequested();
            var fact = limit.IsCancellationRequested ? $"Not all of it was healthy after {StartLimit.TotalSeconds:0} s." : problem.Message;
            throw new MeasurementException($"The app did not start. {fact}{Environment.NewLine}{logs}".TrimEnd(), problem);
        }
    }

    public Uri Address(string resource) => _app.GetEndpoint(resource);

    /// <summary>The process of a resource that runs.</summary>
    public WatchedProcess Process(string resource) => _app.ResourceNotifications.TryGetCurrentState(resource, out var now)
        && now.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is int id
        ? WatchedProcess.Find(id)
        : throw new MeasurementException($"'{resource}' does not run, so that what it takes cannot be measured.");

    /// <summary>
    /// Returns when the gateway has every replica in use. It tells by this text, and by no event; with some away it answers 200 too, but says that it is
    /// degraded.
    /// </summary>
    public Task AllReadyAsync(Uri gateway, CancellationToken cancellationToken) =>
        UntilAsync(new Uri(gateway, "/health"), text => text == "Healthy", cancellationToken);

    /// <summary>Returns when a page is served at an address: a program that Aspire has just started may not listen yet.</summary>
    public Task ListensAsync(Uri address, CancellationToken cancellationToken) => UntilAsync(address, _ => true, cancellationToken);

    /// <summary>Starts a resource, or replaces its process, and returns when it is healthy.</summary>
    public async Task RestartAsync(string resource, CancellationToken cancellationToken)
    {
        await StopAsync(resource, cancellationToken);
        await CommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
    }

    /// <summary>Returns when the process is gone; at once if none runs.</summary>
    public async Task StopAsync(string resource, CancellationToken cancellationToken)
    {
        var state = _app.ResourceNotifications.TryGetCurrentState(resource, out var now) ? now.Snapshot.State?.Text : null;
        if (state == KnownResourceStates.Running || state == KnownResourceStates.Starting)
        {
            await CommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
            await _app.ResourceNotifications.WaitForResourceAsync(
                resource, change => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text), cancellationToken);
        }
    }

    /// <summary>Gives a command to a resource, and returns how long it took.</summary>
    public async Task<TimeSpan> CommandAsync(string resource, string command, CancellationToken cancellationToken, params InteractionInput[] arguments)
    {
        using var limit = cancellationToken.Within(CommandLimit);
        var start = _time.GetTimestamp();
        var result = await _app.ResourceCommands.ExecuteCommandAsync(resource, command, new InteractionInputCollection(arguments), limit.Token);
        var took = _time.GetElapsedTime(start);
        cancellationToken.ThrowIfCancellationRequested();
        return result.Success
            ? took
            : throw new MeasurementException($"The command '{command}' of '{resource}' failed: {result.Message}{Environment.NewLine}{await LogsAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task UntilAsync(Uri address, Func<string, bool> isGood, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        while (true)
        {
            try
            {
                if (isGood(await client.GetStringAsync(address, cancellationToken)))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen, yet or any more.
            }

            await Task.Delay(ProbeInterval, _time, cancellationToken);
        }
    }

    private async Task<string> LogsAsync()
    {
        var loggers = _app.Services.GetRequiredService<ResourceLoggerService>();
        var text = new StringBuilder();
        foreach (var resource in Resources)
        {
            var lines = new List<string>();
            await foreach (var batch in loggers.GetAllAsync(resource))
            {
                lines.AddRange(batch.Select(line => line.Content));
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"---- {resource.Name}").AppendJoin(Environment.NewLine, lines.TakeLast(LinesShown)).AppendLine();
        }

        return text.ToString();
    }
}
