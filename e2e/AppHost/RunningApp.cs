using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.Hosting;
using BlazorAspire.LoadTest.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>The whole app, started and healthy.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly IReadOnlyList<IResource> _resources;

    private RunningApp(DistributedApplication app, IReadOnlyList<IResource> resources, ReplicaSettings settings)
    {
        App = app;
        _resources = resources;
        Settings = settings;
    }

    /// <summary>What replicas get as environment variables when they start.</summary>
    internal ReplicaSettings Settings { get; }

    public DistributedApplication App { get; }

    public IEnumerable<string> ResourceNames => _resources.Select(r => r.Name);

    public IEnumerable<string> ReplicaNames => ResourceNames.Where(IsReplica);

    /// <summary>The address that a browser opens.</summary>
    public Uri Address => App.GetEndpoint("gateway");

    /// <summary>Starts the AppHost with a command line, and waits for every resource.</summary>
    public static Task<RunningApp> StartAsync(params string[] args) => StartAsync(new Dictionary<string, string>(), args);

    /// <summary>Starts the AppHost with settings for its replicas, such as <c>State__Mode</c>.</summary>
    public static async Task<RunningApp> StartAsync(IReadOnlyDictionary<string, string> settings, params string[] args)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([.. args, "--port", "0"], limit.Token);
        IResource[] resources = [.. builder.Resources.Where(r => r is ProjectResource or GarnetResource or SignalREmulatorResource)];
        var replicaSettings = new ReplicaSettings(settings);
        foreach (var replica in resources.OfType<ProjectResource>().Where(resource => IsReplica(resource.Name)))
        {
            builder.CreateResourceBuilder(replica).WithEnvironment(context => replicaSettings.CopyTo(context.EnvironmentVariables, replica.Name));
        }

        var running = new RunningApp(await builder.BuildAsync(limit.Token), resources, replicaSettings);
        try
        {
            await running.App.StartAsync(limit.Token);
            await running.AllHealthyAsync(limit.Token);
            return running;
        }
        catch (Exception problem)
        {
            var logs = await running.LogsAsync();
            await running.DisposeAsync();
            throw new InvalidOperationException($"The app did not start: {problem.Message}{Environment.NewLine}{logs}", problem);
        }
    }

    /// <summary>Starts what is stopped, and waits until every resource is healthy and the gateway gives users to every replica.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        foreach (var name in ResourceNames)
        {
            // Asked of one that runs, Aspire starts it anew.
            var now = await App.ResourceNotifications.WaitForResourceAsync(name, _ => true, cancellationToken);
            if (KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text))
            {
                await App.ResourceCommands.ExecuteCommandAsync(name, KnownResourceCommands.StartCommand, cancellationToken);
            }
        }
        await AllHealthyAsync(cancellationToken);
    }

    /// <summary>Runs a test that must end within a limit. When it fails, what every resource wrote goes to its output.</summary>
    /// <param name="limitOfAll">Five minutes where it says nothing else.</param>
    public async Task TestAsync(ITestOutputHelper output, Func<CancellationToken, Task> test, TimeSpan? limitOfAll = null)
    {
        using var limit = new CancellationTokenSource(limitOfAll ?? Limit, TimeProvider.System);
        try
        {
            await test(limit.Token);
        }
        catch (Exception problem) when (problem is not SkipException)
        {
            output.WriteLine(await LogsAsync());
            throw;
        }
    }

    /// <summary>A browser's worth of state: the gateway sees one user in all its requests.</summary>
    public HttpClient NewVisitor() => new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };

    /// <summary>The cookies of somebody who has opened a page, at a replica or through the gateway.</summary>
    public static async Task<CookieContainer> VisitAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        var cookies = new CookieContainer();
        await using var visitor = new HeadlessBrowser(address, TimeProvider.System, cookies);
        await visitor.OpenAsync(path, cancellationToken);
        return cookies;
    }

    /// <summary>Which replica serves a client.</summary>
    public static async Task<ReplicaAnswer> AskAsync(HttpClient client, CancellationToken cancellationToken) =>
        (await client.GetFromJsonAsync<ReplicaAnswer>("/replica", cancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private static bool IsReplica(string name) => name.StartsWith("webapp-", StringComparison.Ordinal);

    private async Task AllHealthyAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(ResourceNames.Select(name => App.ResourceNotifications.WaitForResourceHealthyAsync(name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken)));
        // Each replica is healthy, but the gateway learns of it by its own probes; it tells by this text, and by no event.
        using var client = NewVisitor();
        while (await HealthTextAsync(client, cancellationToken) != nameof(HealthStatus.Healthy))
        {
            await Task.Yield();
        }
    }

    private static async Task<string> HealthTextAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (HttpRequestException)
        {
            // It is being started again.
            return "";
        }
    }

    private async Task<string> LogsAsync()
    {
        var loggers = App.Services.GetRequiredService<ResourceLoggerService>();
        var text = new StringBuilder();
        foreach (var resource in _resources)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"---- {resource.Name}");
            await foreach (var lines in loggers.GetAllAsync(resource))
            {
                text.AppendJoin(Environment.NewLine, lines.Select(l => l.Content)).AppendLine();
            }
        }
        return text.ToString();
    }
}
