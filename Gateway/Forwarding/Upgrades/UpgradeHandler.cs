using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BlazorAspire.Gateway.Forwarding.Upgrades;

/// <summary>
/// Opens WebSockets to replicas on sockets of their own. The client handler would keep two buffers, and its own objects, for as long as each is open.
/// Every other request, and every answer that is no WebSocket, is the client handler's.
/// </summary>
internal sealed class UpgradeHandler(
    HttpMessageHandler inner, Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> connect, Func<Stream, SocketsHttpHandler> answered) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsUpgrade(request) ? UpgradeAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private static bool IsUpgrade(HttpRequestMessage request) =>
        request.RequestUri is { } uri && uri.Scheme == Uri.UriSchemeHttp
        && request.Method == HttpMethod.Get
        && request.Headers.NonValidated.TryGetValues("Upgrade", out var upgrade)
        && upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);

    private async Task<HttpResponseMessage> UpgradeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var stream = await ConnectAsync(request.RequestUri!, cancellationToken);
        try
        {
            return await AskAsync(stream, request, cancellationToken);
        }
        catch (Exception exception)
        {
            await stream.DisposeAsync();
            if (exception is IOException or SocketException)
            {
                throw new HttpRequestException(HttpRequestError.ResponseEnded, $"The connection broke before it was answered: {exception.Message}", exception);
            }

            throw;
        }
    }

    private async Task<Stream> ConnectAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            return await connect(new DnsEndPoint(uri.IdnHost, uri.Port), cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{exception.Message} ({uri.Authority})", exception);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Stream stream, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The gateway's own span is the parent of the replica's.
        DistributedContextPropagator.Current.Inject(Activity.Current, request.Headers, static (headers, name, value) =>
            ((System.Net.Http.Headers.HttpRequestHeaders)headers!).TryAddWithoutValidation(name, value));
        await stream.WriteAsync(UpgradeHead.Write(request), cancellationToken);
        var answer = await UpgradeAnswer.ReadAsync(stream, cancellationToken);
        if (answer.Head is { } head)
        {
            var content = new UpgradedContent(answer.Rest.Length > 0 ? new PrefixedStream(answer.Rest, stream) : stream);
            return UpgradeHead.Read(head, content, request);
        }

        return await ReadByClientAsync(new PrefixedStream(answer.Rest, stream), request, cancellationToken);
    }

    /// <summary>The client handler reads the answer as one of its own, to a request that it believes to send.</summary>
    private async Task<HttpResponseMessage> ReadByClientAsync(PrefixedStream stream, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        stream.SwallowWritesUntilRead();
        using var again = new HttpRequestMessage(request.Method, request.RequestUri) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var handler = answered(stream);
        // Nothing else is asked on it.
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        var response = await invoker.SendAsync(again, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
