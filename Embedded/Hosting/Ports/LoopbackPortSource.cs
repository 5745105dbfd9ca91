using System.Net;
using System.Net.Sockets;

namespace Embedded.Hosting.Ports;

internal sealed class LoopbackPortSource : IPortSource
{
    public IDisposable? TryReserve(int port)
    {
        var held = new HeldPort();
        foreach (var address in Addresses())
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            held.Add(socket);
            try
            {
                socket.Bind(new IPEndPoint(address, port));
                socket.Listen();
            }
            catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                // Where IPv6 is switched off its sockets exist, but not its loopback: nobody listens there.
            }
            catch (SocketException)
            {
                held.Dispose();
                return null;
            }
        }
        return held;
    }

    private static IEnumerable<IPAddress> Addresses()
    {
        yield return IPAddress.Loopback;
        if (Socket.OSSupportsIPv6)
        {
            yield return IPAddress.IPv6Loopback;
        }
    }

    private sealed class HeldPort : IDisposable
    {
        private readonly List<Socket> _sockets = [];

        public void Add(Socket socket) => _sockets.Add(socket);

        public void Dispose() => _sockets.ForEach(s => s.Dispose());
    }
}
