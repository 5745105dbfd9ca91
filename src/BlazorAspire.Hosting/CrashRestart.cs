using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Hosting;

internal static class CrashRestartExtensions
{
    /// <summary>Has a process started again when it ends without having been stopped, as Aspire's orchestrator does not.</summary>
    public static IResourceBuilder<T> WithCrashRestart<T>(this IResourceBuilder<T> resource)
        where T : IResource
    {
        var services = resource.ApplicationBuilder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CrashRestarter>());
        return resource.WithAnnotation(new CrashRestartAnnotation());
    }
}

internal sealed class CrashRestartAnnotation : IResourceAnnotation;

/// <summary>When a resource that crashed is started again: capped exponential back-off with jitter, forgotten after a healthy while.</summary>
internal sealed class RestartBackoff
{
    public const int MaxFailedStarts = 5;
    public static readonly TimeSpan HealthyWhile = TimeSpan.FromSeconds(10);

    /// <summary>The users of the crashed process come first: on a small machine its start takes the processors that they need to go on elsewhere.</summary>
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstDelayWithoutUsers = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);
    private const double Jitter = 0.2;

    private int _crashes;
    private int _failedStarts;

    /// <summary>Restarts so far.</summary>
    public int Restarts { get; private set; }

    /// <param name="healthyFor">How long the resource was healthy before it crashed; null when it never was.</param>
    /// <param name="random">From 0 to 1.</param>
    /// <returns>The time to wait; null when it has failed to start too often in a row.</returns>
    public TimeSpan? Next(TimeSpan? healthyFor, double random)
    {
        _failedStarts = healthyFor is null ? _failedStarts + 1 : 0;
        _crashes = healthyFor >= HealthyWhile ? 0 : _crashes;
        if (_failedStarts == MaxFailedStarts)
        {
            Forget();
            return null;
        }

        var delay = (healthyFor is null ? FirstDelayWithoutUsers : FirstDelay) * Math.Pow(2, Math.Min(_crashes++, 16));
        Restarts++;
        return (delay < MaxDelay ? delay : MaxDelay) * (1 - Jitter + (2 * Jitter * random));
    }

    /// <summary>The next start is somebody's own.</summary>
    private void Forget() => (_crashes, _failedStarts) = (0, 0);
}

/// <summary>Watches every resource that is to be started again.</summary>
internal sealed class CrashRestarter(
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLoggerService loggers,
    TimeProvider time,
    ILogger<CrashRestarter> logger) : BackgroundService
{
    private const string RestartsProperty = "restarts";
    private const int LinesShown = 20;

    private readonly Dictionary<string, Watched> _watched = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WatchAsync(stoppingToken);

    /// <summary>Listens from the moment of the call.</summary>
    internal async Task WatchAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (!change.Resource.HasAnnotationOfType<CrashRestartAnnotation>())
            {
                continue;
            }

            if (!_watched.TryGetValue(change.ResourceId, out var watched))
            {
                _watched.Add(change.ResourceId, watched = new Watched());
            }

            if (watched.HasCrashed(change.Snapshot, time))
            {
                _ = RestartAsync(change, watched, stoppingToken);
            }
        }
    }

    private async Task RestartAsync(ResourceEvent crash, Watched watched, CancellationToken stoppingToken)
    {
        try
        {
            var (name, exitCode) = (crash.Resource.Name, crash.Snapshot.ExitCode);
            if (watched.Backoff.Next(watched.HealthyFor(time), Random.Shared.NextDouble()) is not { } delay)
            {
                HostingLog.CrashLoop(logger, name, RestartBackoff.MaxFailedStarts, exitCode, await LastLinesAsync(crash.Resource, stoppingToken));
                await notifications.PublishUpdateAsync(crash.Resource, crash.ResourceId, snapshot => snapshot with { State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error) });
                return;
            }

            HostingLog.Crashed(logger, name, exitCode, delay.TotalSeconds);
            var restarts = new ResourcePropertySnapshot(RestartsProperty, watched.Backoff.Restarts) { DisplayName = "Restarts after a crash", IsHighlighted = true };
            await notifications.PublishUpdateAsync(crash.Resource, crash.ResourceId, snapshot => snapshot with
            {
                Properties = [.. snapshot.Properties.Where(property => property.Name != RestartsProperty), restarts],
            });
            await Task.Delay(delay, time, stoppingToken);
            // A user may have started it meanwhile: asked of a resource that runs, Aspire would replace its process.
            if (notifications.TryGetCurrentState(crash.ResourceId, out var now) && KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text))
            {
                await commands.ExecuteCommandAsync(crash.ResourceId, KnownResourceCommands.StartCommand, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app ends.
        }
        catch (Exception problem)
        {
            HostingLog.RestartFailed(logger, crash.Resource.Name, problem);
        }
    }

    private async Task<string> LastLinesAsync(IResource resource, CancellationToken stoppingToken)
    {
        var lines = new List<string>();
        await foreach (var batch in loggers.GetAllAsync(resource).WithCancellation(stoppingToken))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return string.Join('\n', lines.TakeLast(LinesShown));
    }

    /// <summary>What is known of one resource. Changes come one after the other.</summary>
    private sealed class Watched
    {
        private bool _isAlive;
        private bool _isStopping;
        private long? _healthySince;

        public RestartBackoff Backoff { get; } = new();

        public TimeSpan? HealthyFor(TimeProvider time) => _healthySince is { } since ? time.GetElapsedTime(since) : null;

        /// <summary>True for the change in which a process that nobody stopped has ended.</summary>
        public bool HasCrashed(CustomResourceSnapshot snapshot, TimeProvider time)
        {
            var state = snapshot.State?.Text;
            if (state == KnownResourceStates.Starting || state == KnownResourceStates.Running)
            {
                _healthySince = _isAlive ? _healthySince : null;
                _healthySince ??= snapshot.HealthStatus == HealthStatus.Healthy ? time.GetTimestamp() : null;
                (_isAlive, _isStopping) = (true, false);
            }

            _isStopping |= state == KnownResourceStates.Stopping;
            if (!_isAlive || !KnownResourceStates.TerminalStates.Contains(state))
            {
                return false;
            }

            _isAlive = false;
            return !_isStopping;
        }
    }
}
