using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Evergreen.Tests;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(RunningApp)), AssemblyFixture(typeof(Browser))]

namespace Evergreen.Tests;

/// <summary>The whole app, as `dotnet run --project AppHost` starts it, at ports that are free. One for all tests.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _app;

    public Uri Address => _app!.GetEndpoint("gateway");

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit, TimeProvider.System);
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--port", "0"], limit.Token);
        _app = await _builder.BuildAsync(limit.Token);
        try
        {
            await _app.StartAsync(limit.Token);
            foreach (var resource in _builder.Resources.OfType<ProjectResource>())
            {
                await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, limit.Token);
            }
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"The app did not start: {problem.Message}{Environment.NewLine}{await ReadLogsAsync()}", problem);
        }
    }

    /// <summary>Ends a replica's process as a crash does. The AppHost starts it again.</summary>
    public async Task KillAsync(string replica)
    {
        var result = await _app!.ResourceCommands.ExecuteCommandAsync(replica, "kill");
        Assert.True(result.Success, result.Message);
    }

    /// <summary>What each resource wrote: for the output of a test that failed.</summary>
    public async Task<string> ReadLogsAsync()
    {
        var loggers = _app!.Services.GetRequiredService<ResourceLoggerService>();
        var text = new StringWriter();
        foreach (var resource in _builder!.Resources)
        {
            await text.WriteLineAsync($"---- {resource.Name}");
            await foreach (var lines in loggers.GetAllAsync(resource))
            {
                foreach (var line in lines)
                {
                    await text.WriteLineAsync(line.Content);
                }
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}
