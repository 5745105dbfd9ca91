using System.Net;

namespace Embedded.ControlContract;

internal static class Loopback
{
    /// <summary>Whether the name in a request's Host header is this machine's own, and not one that somebody lets lead here.</summary>
    public static bool IsName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
