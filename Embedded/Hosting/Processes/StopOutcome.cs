namespace Embedded.Hosting.Processes;

internal enum StopOutcome
{
    /// <summary>It ended when it was asked to.</summary>
    Ended,

    /// <summary>It had to be killed.</summary>
    Killed,

    /// <summary>It is still there after the kill.</summary>
    StillThere,
}
