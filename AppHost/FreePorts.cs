using System.Net;
using System.Net.Sockets;

namespace BlazorAspire.AppHost;

/// <summary>Ports on which nothing listens. An endpoint without a proxy is not given one.</summary>
internal static class FreePorts
{
    // Below the ports that systems give to outgoing connections, which could take one before its process starts.
    private const int First = 10_000;
    private const int AfterLast = 32_000;

    public static IReadOnlyList<int> Take(int count)
    {
        int[] ports = [.. Enumerable.Range(First, AfterLast - First).Shuffle().Where(IsFree).Take(count)];
        return ports.Length == count
            ? ports
            : throw new InvalidOperationException($"{count} free ports are needed, and {ports.Length} of those from {First} to {AfterLast - 1} are free. Stop what listens there.");
    }

    private static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException problem)
        {
            // Where IPv6 is switched off its sockets exist, but not its loopback: nobody listens there.
            return problem.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
