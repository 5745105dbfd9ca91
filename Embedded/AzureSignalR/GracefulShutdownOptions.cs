namespace Microsoft.Azure.SignalR;

/// <summary>What becomes of clients when this server stops.</summary>
public class GracefulShutdownOptions
{
    /// <summary>Default Off.</summary>
    public GracefulShutdownMode Mode { get; set; } = GracefulShutdownMode.Off;

    /// <summary>How long it may take. Default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
