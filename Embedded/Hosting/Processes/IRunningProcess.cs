namespace Embedded.Hosting.Processes;

internal interface IRunningProcess : IDisposable
{
    ProcessIdentity Identity { get; }

    /// <summary>Completes with the exit code when the process has ended and all it wrote has been read.</summary>
    Task<int> Exited { get; }

    /// <summary>Sends a signal. Nothing happens when the process has ended.</summary>
    void Signal(ProcessSignal signal);
}
