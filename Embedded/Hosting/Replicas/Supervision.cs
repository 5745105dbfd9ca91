using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Replicas;

/// <summary>Keeps a resource running from a start to a stop: waits for its dependencies, starts its process, and starts it again after a crash.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has no timer and no registration that outlives the run.")]
internal sealed class Supervision
{
    private readonly IResource _resource;
    private readonly RunnerServices _services;
    private readonly RestartPolicy _restarts;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _run;

    private Supervision(IResource resource, RunnerServices services)
    {
        _resource = resource;
        _services = services;
        _restarts = new RestartPolicy(services.Random);
        // At once: who waits for the resource after this call must not see the state that an earlier run ended with.
        Publish(s => s with { State = State(KnownResourceStates.Starting), HealthStatus = null, Problem = null });
        _run = Task.Run(RunAsync);
    }

    public bool HasEnded => _run.IsCompleted;

    public static Supervision Start(IResource resource, RunnerServices services) => new(resource, services);

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _run;
    }

    private async Task RunAsync()
    {
        try
        {
            await WaitForDependenciesAsync();
            await KeepRunningAsync();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Publish(s => s with { State = State(KnownResourceStates.Finished), HealthStatus = null, ProcessId = null, Problem = null });
        }
        catch (DistributedApplicationException problem) when (!_stopping.IsCancellationRequested)
        {
            GiveUp(problem.Message);
        }
    }

    private async Task WaitForDependenciesAsync()
    {
        foreach (var dependency in _resource.AwaitedDependencies())
        {
            Publish(s => s with { State = State(KnownResourceStates.Waiting), HealthStatus = null, Problem = null });
            try
            {
                await _services.Notifications.WaitForResourceHealthyAsync(dependency.Name, _stopping.Token);
            }
            catch (DistributedApplicationException)
            {
                throw new DistributedApplicationException($"Resource '{_resource.Name}' was not started, because it waits for '{dependency.Name}', which did not become healthy.");
            }
        }
    }

    private async Task KeepRunningAsync()
    {
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            var outcome = await new ProcessRun(_resource, _services).RunAsync(_stopping.Token);
            _stopping.Token.ThrowIfCancellationRequested();
            if (outcome.NeverAnswered || _restarts.NextDelay(outcome.HealthyFor) is not { } delay)
            {
                GiveUp(FailureText.NeverHealthy(_resource, outcome, _services.Logs));
                return;
            }
            Publish(s => s with { State = State(KnownResourceStates.Exited), HealthStatus = null, ProcessId = null, ExitCode = outcome.ExitCode, Restarts = s.Restarts + 1 });
            RunnerLog.Restarting(_services.Logger, _resource.Name, FailureText.Ended(outcome), delay.TotalSeconds, _services.Notifications.Current(_resource).Restarts);
            await Task.Delay(delay, _services.Time, _stopping.Token);
        }
    }

    private void GiveUp(string problem) =>
        Publish(s => s with { State = State(KnownResourceStates.FailedToStart), HealthStatus = null, ProcessId = null, Problem = problem });

    private void Publish(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => _services.Notifications.Publish(_resource, change);

    private static ResourceStateSnapshot State(string text) => new(text, null);
}
