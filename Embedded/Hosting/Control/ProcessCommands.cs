using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Processes;
using Embedded.Hosting.Replicas;

namespace Embedded.Hosting.Control;

/// <summary>The faults that people have a resource's process suffer, to see what comes of it.</summary>
internal sealed class ProcessCommands(LiveProcesses live, TimeProvider time)
{
    private readonly ConcurrentDictionary<IRunningProcess, bool> _cut = [];

    public ExecuteCommandResult Kill(IResource resource)
    {
        if (live.Find(resource) is not { } process)
        {
            return NotRunning(resource);
        }
        process.Signal(ProcessSignal.Kill);
        return CommandResults.Success($"Process {process.Identity.Id} was killed.");
    }

    /// <summary>Returns when the process goes on, or has ended.</summary>
    public async Task<ExecuteCommandResult> CutAsync(IResource resource, int seconds, CancellationToken cancellationToken)
    {
        if (!EngineCommands.CutSeconds.Allows(seconds))
        {
            return CommandResults.Failure($"{seconds} seconds are too few or too many. Use {EngineCommands.CutSeconds.Least} to {EngineCommands.CutSeconds.Most}.");
        }
        if (live.Find(resource) is not { } process)
        {
            return NotRunning(resource);
        }
        if (!_cut.TryAdd(process, true))
        {
            return CommandResults.Failure($"Resource '{resource.Name}' is cut off already. Wait until it goes on.");
        }
        process.Signal(ProcessSignal.Pause);
        try
        {
            using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(process.Exited, Task.Delay(TimeSpan.FromSeconds(seconds), time, done.Token));
            await done.CancelAsync();
        }
        finally
        {
            process.Signal(ProcessSignal.Resume);
            _cut.TryRemove(process, out _);
        }
        cancellationToken.ThrowIfCancellationRequested();
        return process.Exited.IsCompleted
            ? CommandResults.Failure($"Resource '{resource.Name}' ended before the {seconds} s were over.")
            : CommandResults.Success($"It stood still for {seconds} s.");
    }

    private static ExecuteCommandResult NotRunning(IResource resource) => CommandResults.Failure($"Resource '{resource.Name}' does not run.");
}
