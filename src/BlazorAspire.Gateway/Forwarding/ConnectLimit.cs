using System.Net.Sockets;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>
/// Limits how long a connection to a replica may take. The handler's own limit ends in a cancellation, which cannot be told from a slow answer; here it is
/// a connection that failed.
/// </summary>
internal static class ConnectLimit
{
    public static void Set(SocketsHttpHandler handler, TimeSpan limit, TimeProvider time) =>
        handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, limit, time, cancellationToken);

    private static async ValueTask<Stream> ConnectAsync(System.Net.DnsEndPoint endPoint, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(endPoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
