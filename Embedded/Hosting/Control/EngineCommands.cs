using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Control;

/// <summary>The commands that the engine itself carries out, beside those that Aspire knows.</summary>
internal static class EngineCommands
{
    /// <summary>Ends a process as a crash would.</summary>
    public const string Kill = "kill";

    /// <summary>Lets a process stand still, as if the network to it were cut.</summary>
    public const string Cut = "cut";

    public static readonly SecondsArgument CutSeconds = new(10, 1, 300);

    public static readonly ResourceCommand[] OfEvery =
    [
        new(KnownResourceCommands.StartCommand, "Start", "Starts what was stopped.", CommandNeeds.Stopped),
        new(KnownResourceCommands.StopCommand, "Stop", "Stops it until it is started again.", CommandNeeds.Started),
        new(KnownResourceCommands.RestartCommand, "Restart", "Stops it and starts it again.", CommandNeeds.Started),
        new(Kill, "Kill", "Ends its process at once, as a crash would. It is started again.", CommandNeeds.Running),
    ];

    public static readonly ResourceCommand OfCuttable =
        new(Cut, "Cut off", "Lets it stand still for some seconds: it keeps its connections, and answers nothing.", CommandNeeds.Running, CutSeconds);
}
