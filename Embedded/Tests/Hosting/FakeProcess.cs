using Embedded.Hosting.Processes;

namespace Embedded.Tests.Hosting;

/// <summary>A process that a test lets end.</summary>
internal sealed class FakeProcess(int id) : IRunningProcess
{
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProcessIdentity Identity { get; } = new(id, DateTime.UnixEpoch);

    public Task<int> Exited => _exited.Task;

    public List<ProcessSignal> Signals { get; } = [];

    /// <summary>The signals that it obeys.</summary>
    public IReadOnlyList<ProcessSignal> Obeys { get; init; } = [ProcessSignal.Terminate, ProcessSignal.Kill];

    /// <summary>Completes when it is asked to end.</summary>
    public Task Terminated => _terminated.Task;

    public void End(int exitCode) => _exited.TrySetResult(exitCode);

    public void Signal(ProcessSignal signal)
    {
        Signals.Add(signal);
        if (signal == ProcessSignal.Terminate)
        {
            _terminated.TrySetResult();
        }
        if (Obeys.Contains(signal))
        {
            End(signal == ProcessSignal.Kill ? 137 : 0);
        }
    }

    public void Dispose()
    {
    }
}
