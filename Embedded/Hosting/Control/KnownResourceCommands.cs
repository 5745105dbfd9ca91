namespace Aspire.Hosting.ApplicationModel;

/// <summary>The commands that every resource has.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a resource that was stopped or has failed.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops a resource; it stays stopped until it is started again.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops a resource and starts it again.</summary>
    public static readonly string RestartCommand = "restart";
}
