using Embedded.ControlContract;

namespace Embedded.Dashboard.Control;

/// <summary>A command that was given on a page: under way, or with what came of it.</summary>
internal sealed class CommandRun(string resource, string command)
{
    public string Resource { get; } = resource;

    public string Command { get; } = command;

    /// <summary>Null while it is under way.</summary>
    public CommandOutcome? Outcome { get; set; }
}
