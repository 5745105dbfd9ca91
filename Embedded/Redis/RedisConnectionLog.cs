using System.Net;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Embedded.Redis;

/// <summary>The connection's events in words. The client's own exceptions are left out: each is a page of counters.</summary>
internal sealed partial class RedisConnectionLog(ILogger logger)
{
    public void NotYetConnected(IEnumerable<EndPoint> endPoints) => NotYetConnected(string.Join(", ", endPoints.Select(Name)));

    public void Lost(EndPoint endPoint, ConnectionType connection, ConnectionFailureType reason) => Lost(Name(endPoint), connection, reason);

    public void Restored(EndPoint endPoint, ConnectionType connection) => Restored(Name(endPoint), connection);

    private static string Name(EndPoint endPoint) =>
        endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : $"{endPoint}";

    [LoggerMessage(1, LogLevel.Warning, "Redis at {EndPoints} does not answer yet. The connection is tried again until it works.")]
    private partial void NotYetConnected(string endPoints);

    [LoggerMessage(2, LogLevel.Warning, "Redis connection to {EndPoint} ({Connection}) failed: {Reason}. It is tried again until it works.")]
    private partial void Lost(string endPoint, ConnectionType connection, ConnectionFailureType reason);

    [LoggerMessage(3, LogLevel.Information, "Redis connection to {EndPoint} ({Connection}) works again.")]
    private partial void Restored(string endPoint, ConnectionType connection);
}
