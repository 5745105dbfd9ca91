using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Processes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Embedded.Hosting.Replicas;

/// <summary>One process of a resource, from its creation until it has ended by itself, was stopped, or was given up as not healthy in time.</summary>
internal sealed class ProcessRun(IResource resource, RunnerServices services)
{
    private readonly TaskCompletionSource _firstHealthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _healthySince;
    private string? _lastProblem;

    public async Task<RunOutcome> RunAsync(CancellationToken stopping)
    {
        Publish(s => s with { State = new(KnownResourceStates.Starting, null), HealthStatus = null, Problem = null });
        var spec = await DescribeAsync(stopping);
        using var process = services.Launcher.Start(spec, (text, isError) => services.Logs.Write(resource.Name, text, isError));
        services.OrphanGuard.Add(process.Identity);
        services.Live.Add(resource, process);
        try
        {
            Publish(s => s with
            {
                State = new(KnownResourceStates.Running, null),
                HealthStatus = HealthStatus.Unhealthy,
                ProcessId = process.Identity.Id,
                StartedAt = services.Time.GetUtcNow(),
                Environment = spec.Environment.AsReadOnly(),
            });
            return await WatchAsync(process, stopping);
        }
        finally
        {
            services.Live.Remove(resource, process);
            services.OrphanGuard.Remove(process.Identity);
        }
    }

    private async Task<ProcessSpec> DescribeAsync(CancellationToken cancellationToken)
    {
        var spec = resource.Annotations.OfType<LaunchAnnotation>().Single().Describe(services.LaunchContext());
        foreach (var environment in resource.Annotations.OfType<EnvironmentAnnotation>())
        {
            await environment.ApplyAsync(spec.Environment, cancellationToken);
        }
        services.Ports.Release(resource);
        return spec;
    }

    private async Task<RunOutcome> WatchAsync(IRunningProcess process, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var health = services.HealthWatcher.WatchAsync(resource, OnAnswer, ending.Token);
        var problem = await EndOrProblemAsync(process, health, ending.Token);
        await ending.CancelAsync();
        await health.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (!process.Exited.IsCompleted)
        {
            await StopAsync(process);
        }
        return new RunOutcome(process.Exited.IsCompleted ? await process.Exited : null, _healthySince is { } since ? services.Time.GetElapsedTime(since) : null, problem);
    }

    /// <summary>Waits until the process ends or is to be stopped; gives the reason if that is because it is not healthy.</summary>
    private async Task<string?> EndOrProblemAsync(IRunningProcess process, Task health, CancellationToken ending)
    {
        var limit = StartLimitAsync(ending);
        var first = await Task.WhenAny(process.Exited, _firstHealthy.Task, limit, Broken(health));
        if (first == limit && !ending.IsCancellationRequested)
        {
            return $"did not become healthy in {services.Options.StartTimeout.TotalSeconds:0} s: {_lastProblem ?? "it has not answered yet"}";
        }
        await Task.WhenAny(process.Exited, Broken(health), Task.Delay(Timeout.InfiniteTimeSpan, services.Time, ending));
        return health.IsFaulted ? $"could not be watched: {health.Exception.GetBaseException().Message}" : null;
    }

    /// <summary>The limit runs only while all that the resource uses is healthy: what is blamed must be the cause.</summary>
    private async Task StartLimitAsync(CancellationToken ending)
    {
        try
        {
            foreach (var dependency in resource.Dependencies())
            {
                await services.Notifications.WaitForResourceHealthyAsync(dependency.Name, ending);
            }
            await Task.Delay(services.Options.StartTimeout, services.Time, ending);
        }
        catch (DistributedApplicationException)
        {
            // The dependency is given up or stopped, and says so itself.
            await Task.Delay(Timeout.InfiniteTimeSpan, services.Time, ending);
        }
    }

    // A watch without probes ends at once, which is no reason to stop.
    private static async Task Broken(Task health)
    {
        await health.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (health.IsCompletedSuccessfully)
        {
            await new TaskCompletionSource().Task;
        }
    }

    private async Task StopAsync(IRunningProcess process)
    {
        Publish(s => s with { State = new(KnownResourceStates.Stopping, null), HealthStatus = null });
        var outcome = await new StopLadder(services.Options.StopTimeout, services.Time).StopAsync(process);
        if (outcome == StopOutcome.Killed)
        {
            RunnerLog.Killed(services.Logger, resource.Name, services.Options.StopTimeout.TotalSeconds);
        }
        else if (outcome == StopOutcome.StillThere)
        {
            throw new DistributedApplicationException($"Process {process.Identity.Id} of resource '{resource.Name}' is still there after a kill. End it by hand.");
        }
    }

    private void OnAnswer(string? problem)
    {
        _lastProblem = problem;
        if (problem is null)
        {
            _healthySince ??= services.Time.GetTimestamp();
            _firstHealthy.TrySetResult();
        }
        Publish(s => s.IsIn(KnownResourceStates.Running)
            ? s with { HealthStatus = problem is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, Problem = problem }
            : s);
    }

    private void Publish(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => services.Notifications.Publish(resource, change);
}
