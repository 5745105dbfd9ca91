namespace Embedded.Hosting.Processes;

internal enum StopSignal
{
    /// <summary>Asks the process to end: SIGTERM, on Windows Ctrl+Break.</summary>
    Terminate,

    /// <summary>Ends the process and all that it has started.</summary>
    Kill,
}
