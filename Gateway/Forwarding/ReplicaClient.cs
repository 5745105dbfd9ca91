using System.Net;
using System.Net.Sockets;
using System.Text;
using BlazorAspire.Gateway.Forwarding.Upgrades;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>The connections to the replicas.</summary>
internal sealed class ReplicaClient(IOptions<ForwardingOptions> options, TimeProvider time) : IDisposable
{
    public const int MaxResponseHeadersKilobytes = 64;

    public HttpMessageInvoker Invoker { get; } = new(new UpgradeHandler(
        NewHandler(options.Value, (endPoint, cancel) => ConnectAsync(endPoint, options.Value.ConnectTimeout, time, cancel)),
        (endPoint, cancel) => ConnectAsync(endPoint, options.Value.ConnectTimeout, time, cancel),
        stream => NewHandler(options.Value, (_, _) => new(stream))));

    public void Dispose() => Invoker.Dispose();

    private static SocketsHttpHandler NewHandler(ForwardingOptions options, Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> connect) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = options.MaxConnectionsPerReplica,
        MaxResponseHeadersLength = MaxResponseHeadersKilobytes,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        // Header bytes pass unchanged, whatever their encoding.
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ConnectCallback = (context, cancellationToken) => connect(context.DnsEndPoint, cancellationToken),
    };

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
