using System.Diagnostics;
using System.Globalization;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.Hosting;
using BlazorAspire.LoadTest.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.LoadTest.Stacks;

/// <summary>The app as its AppHost runs it, in the environment Production and without the dashboard. The AppHost is this process.</summary>
internal sealed class AppHostStack : IStack
{
    private const int LinesShown = 15;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(5);

    private readonly DistributedApplication _app;
    private readonly TimeProvider _time;

    private AppHostStack(DistributedApplication app, int replicas, TimeProvider time)
    {
        (_app, _time) = (app, time);
        Name = string.Create(CultureInfo.InvariantCulture, $"this app, {replicas} replicas");
    }

    public string Name { get; }

    public Uri Address => _app.GetEndpoint("gateway");

    /// <summary>Of the resources those that run: Aspire adds more, such as one that builds each project again on demand.</summary>
    private IEnumerable<IResource> Processes =>
        _app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Where(resource => resource is ProjectResource or GarnetResource);

    public static async Task<AppHostStack> StartAsync(int replicas, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(StartLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        string[] arguments = ["--replicas", replicas.ToString(CultureInfo.InvariantCulture), "--port", "0", "--environment", "Production"];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(arguments, limit.Token);
        // The console is for the report. What the resources write is kept by Aspire.
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var stack = new AppHostStack(await builder.BuildAsync(limit.Token), replicas, time);
        try
        {
            await stack._app.StartAsync(limit.Token);
            // One that cannot start ends the wait, and not the last of all limits.
            await foreach (var healthy in Task.WhenEach(stack.Processes.Select(resource =>
                stack._app.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, WaitBehavior.StopOnResourceUnavailable, limit.Token))))
            {
                await healthy;
            }

            await stack.AllReadyAsync(limit.Token);
            return stack;
        }
        catch (Exception problem)
        {
            var logs = cancellationToken.IsCancellationRequested ? "" : await stack.LogsAsync();
            await stack.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            var fact = timeout.IsCancellationRequested ? $"Not all of it was healthy after {StartLimit.TotalSeconds:0} s." : problem.Message;
            throw new MeasurementException($"The app did not start. {fact} The last lines of its resources:{Environment.NewLine}{logs}", problem);
        }
    }

    public Task AllReadyAsync(CancellationToken cancellationToken) => HealthProbe.AllReadyAsync(Address, _time, cancellationToken);

    public void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>Gives a command to a resource, and returns how long it took.</summary>
    /// <exception cref="MeasurementException">The command was refused, failed, or did not end.</exception>
    public async Task<TimeSpan> CommandAsync(string resource, string command, CancellationToken cancellationToken, params InteractionInput[] arguments)
    {
        using var timeout = new CancellationTokenSource(CommandLimit, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
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

    private async Task<string> LogsAsync()
    {
        var loggers = _app.Services.GetRequiredService<ResourceLoggerService>();
        var text = new StringBuilder();
        foreach (var resource in Processes)
        {
            var lines = new List<string>();
            await foreach (var batch in loggers.GetAllAsync(resource))
            {
                lines.AddRange(batch.Select(line => line.Content));
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"---- {resource.Name}");
            text.AppendJoin(Environment.NewLine, lines.TakeLast(LinesShown)).AppendLine();
        }

        return text.ToString();
    }
}
