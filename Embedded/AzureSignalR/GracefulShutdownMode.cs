namespace Microsoft.Azure.SignalR;

/// <summary>What becomes of clients when their server stops.</summary>
public enum GracefulShutdownMode
{
    /// <summary>They are disconnected.</summary>
    Off = 0,

    /// <summary>The server waits until they have gone.</summary>
    WaitForClientsClose = 1,

    /// <summary>They are given to other servers.</summary>
    MigrateClients = 2,
}
