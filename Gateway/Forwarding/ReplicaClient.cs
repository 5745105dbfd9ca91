using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>The connections to the replicas.</summary>
internal sealed class ReplicaClient(IOptions<ForwardingOptions> options, TimeProvider time) : IDisposable
{
    private const int MaxResponseHeadersKilobytes = 64;

    public HttpMessageInvoker Invoker { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = options.Value.MaxConnectionsPerReplica,
        MaxResponseHeadersLength = MaxResponseHeadersKilobytes,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        // Header bytes pass unchanged, whatever their encoding.
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, options.Value.ConnectTimeout, time, cancellationToken),
    });

    public void Dispose() => Invoker.Dispose();

    /// <summary>The handler's own limit ends in a cancellation, which cannot be told from a slow answer. Here it is a connection that failed.</summary>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
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
