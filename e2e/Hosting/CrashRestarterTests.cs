using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BlazorAspire.Hosting;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.Tests.Hosting;

/// <summary>What becomes of a resource whose process ends. The test says what Aspire would say of it; nothing is started.</summary>
public sealed class CrashRestarterTests : IAsyncLifetime, IDisposable
{
    private const string Name = "worker";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongerThanAnyDelay = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new();
    private readonly SemaphoreSlim _starts = new(0);
    private readonly CancellationTokenSource _end = new();
    private IResource _worker = null!;
    private DistributedApplication _app = null!;
    private Task _watching = null!;
    private ResourceNotificationService _notifications = null!;

    public async Task InitializeAsync()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AssemblyName = nameof(Projects.AppHost), DisableDashboard = true });
        builder.Services.AddSingleton<TimeProvider>(_time);
        _worker = builder.AddResource(new Worker(Name))
            .WithCrashRestart()
            .WithCommand(KnownResourceCommands.StartCommand, "Start", _ =>
            {
                _starts.Release();
                return Task.FromResult(CommandResults.Success());
            })
            .Resource;
        _app = builder.Build();
        _notifications = _app.ResourceNotifications;
        var restarter = _app.Services.GetServices<IHostedService>().OfType<CrashRestarter>().Single();
        await Task.Run(() => { _watching = restarter.WatchAsync(_end.Token); });
    }

    public async Task DisposeAsync()
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watching);
        await _app.DisposeAsync();
    }

    public void Dispose()
    {
        _starts.Dispose();
        _end.Dispose();
    }

    [Fact]
    public async Task Crash_OfAHealthyResource_StartsItAgainAfterAWhileAndShowsTheCount()
    {
        await CrashAsync();

        Assert.Equal(0, _starts.CurrentCount);
        await AdvanceAsync();
        await StartedAsync();
        Assert.True(_notifications.TryGetCurrentState(Name, out var shown));
        Assert.Equal(1, shown.Snapshot.Properties.Single(property => property.Name == "restarts").Value);
    }

    [Fact]
    public async Task Crash_OfAResourceThatAUserStartsMeanwhile_StartsItNoSecondTime()
    {
        await CrashAsync();
        await SayAsync(KnownResourceStates.Running);
        await AdvanceAsync();

        await CrashAsync();
        await AdvanceAsync();

        await StartedAsync();
        Assert.Equal(0, _starts.CurrentCount);
    }

    [Fact]
    public async Task End_OfAResourceThatSomebodyStopped_IsNoCrash()
    {
        await SayAsync(KnownResourceStates.Running);
        await SayAsync(KnownResourceStates.Stopping);
        await SayAsync(KnownResourceStates.Exited);

        await CrashAsync();
        await AdvanceAsync();

        await StartedAsync();
        Assert.Equal(0, _starts.CurrentCount);
    }

    /// <summary>Ends when the restarter waits for its moment.</summary>
    private async Task CrashAsync()
    {
        await SayAsync(KnownResourceStates.Running);
        await SayAsync(KnownResourceStates.Exited);
        await _time.TimerStartedAsync().WaitAsync(Limit, TimeProvider.System);
    }

    /// <summary>Outside of the test's own queue: there, what waits for its moment goes on within the call that brings it, and not later.</summary>
    private Task AdvanceAsync() => Task.Run(() => _time.Advance(LongerThanAnyDelay));

    private Task SayAsync(string state) => _notifications.PublishUpdateAsync(_worker, snapshot => snapshot with
    {
        State = state,
        ExitCode = state == KnownResourceStates.Exited ? 137 : null,
    });

    private async Task StartedAsync() => Assert.True(await _starts.WaitAsync(Limit));

    private sealed class Worker(string name) : Resource(name);
}
