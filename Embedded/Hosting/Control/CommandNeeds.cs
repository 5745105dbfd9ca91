namespace Embedded.Hosting.Control;

/// <summary>What a resource must be for a command to make sense.</summary>
internal enum CommandNeeds
{
    /// <summary>Stopped, or given up.</summary>
    Stopped,

    /// <summary>Started, and be it only that it waits.</summary>
    Started,

    /// <summary>With a process.</summary>
    Running,
}
