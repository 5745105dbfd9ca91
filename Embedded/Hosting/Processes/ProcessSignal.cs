namespace Embedded.Hosting.Processes;

internal enum ProcessSignal
{
    /// <summary>Asks the process to end: SIGTERM, on Windows Ctrl+Break. A paused one goes on first.</summary>
    Terminate,

    /// <summary>Ends the process and all that it has started.</summary>
    Kill,

    /// <summary>Lets the process stand still: it keeps its connections, and answers nothing.</summary>
    Pause,

    /// <summary>Lets a paused process go on.</summary>
    Resume,
}
