using Microsoft.Extensions.Logging;

namespace BlazorAspire.ServiceDefaults.Connections;

internal static partial class ConnectionLog
{
    [LoggerMessage(2001, LogLevel.Warning,
        "{Open} of the {Max} connections that 'Kestrel:Limits:MaxConcurrentConnections' allows are open, WebSockets not among them. Beyond it connections are closed at once: raise it, or add replicas.")]
    public static partial void NearServerLimit(ILogger logger, long open, long max);

    [LoggerMessage(2002, LogLevel.Warning,
        "{Open} of the {Max} files and sockets that this process may have are open, {Connections} of them connections of users. Beyond it nobody can connect: raise the limit of open files (ulimit -n, LimitNOFILE), or add replicas.")]
    public static partial void NearFileLimit(ILogger logger, long open, long max, long connections);

    [LoggerMessage(2003, LogLevel.Warning,
        "{Open} of the {Max} WebSockets that 'Kestrel:Limits:MaxConcurrentUpgradedConnections' allows are open. Beyond it browsers get none: raise it, or add replicas.")]
    public static partial void NearUpgradeLimit(ILogger logger, long open, long max);
}
