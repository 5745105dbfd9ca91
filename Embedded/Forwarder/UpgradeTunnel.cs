using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Yarp.ReverseProxy.Forwarder;

internal readonly record struct TunnelResult(ForwarderError Error, Exception? Exception);

/// <summary>Both directions of a connection whose upgrade the destination has accepted.</summary>
internal static class UpgradeTunnel
{
    // Clicks and most render batches are smaller than this.
    private const int BufferSize = 4 * 1024;

    // A page that is used keeps its buffers; one whose keep-alives only come now and then, each 15 s, holds none.
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);

    public static async Task<TunnelResult> RunAsync(HttpContext context, HttpResponseMessage response, IdleWatch watch)
    {
        Stream client;
        try
        {
            client = await AcceptAsync(context, response);
        }
        catch (Exception exception)
        {
            return new TunnelResult(ForwarderError.UpgradeResponseClient, exception);
        }

        await using var _ = client;
        await using var destination = await response.Content.ReadAsStreamAsync(watch.Token);
        // Both have done their part, and would be kept for as long as the connection is open.
        response.RequestMessage?.Headers.Clear();
        response.Headers.Clear();
        return await CopyBothWaysAsync(context, client, destination, watch);
    }

    private static ValueTask<Stream> AcceptAsync(HttpContext context, HttpResponseMessage response)
    {
        if (OutgoingRequest.IsExtendedConnect(context))
        {
            context.Response.Headers.Remove(HeaderNames.SecWebSocketAccept);
            context.Response.StatusCode = StatusCodes.Status200OK;
            return context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync();
        }

        context.Response.Headers[HeaderNames.Connection] = HeaderNames.Upgrade;
        context.Response.Headers[HeaderNames.Upgrade] = response.Headers.Upgrade.ToString();
        return new ValueTask<Stream>(context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync());
    }

    private static async Task<TunnelResult> CopyBothWaysAsync(HttpContext context, Stream client, Stream destination, IdleWatch watch)
    {
        var up = StreamCopier.CopyAsync(client, destination, BufferSize, Busy, watch);
        var down = StreamCopier.CopyAsync(destination, client, BufferSize, Busy, watch);

        var first = await Task.WhenAny(up, down);
        var result = await first;
        var stopped = watch.Token.IsCancellationRequested;
        if (result.End == CopyEnd.Complete && first == up)
        {
            // The client has closed its half; what the destination still sends is for it.
            var last = await down;
            return last.End == CopyEnd.Complete
                ? default
                : new TunnelResult(ErrorOf(last, request: false, context, watch), last.Exception);
        }

        watch.Cancel();
        await Task.WhenAll(up, down);
        return result.End == CopyEnd.Complete
            ? default
            : new TunnelResult(ErrorOf(result, first == up, context, watch, stopped), result.Exception);
    }

    private static ForwarderError ErrorOf(CopyResult result, bool request, HttpContext context, IdleWatch watch, bool stopped = true)
    {
        if (watch.TimedOut)
        {
            return ForwarderError.UpgradeActivityTimeout;
        }

        if (stopped && (context.RequestAborted.IsCancellationRequested || watch.Token.IsCancellationRequested))
        {
            return request ? ForwarderError.UpgradeRequestCanceled : ForwarderError.UpgradeResponseCanceled;
        }

        return (request, result.End) switch
        {
            (true, CopyEnd.ReadFailed) => ForwarderError.UpgradeRequestClient,
            (true, _) => ForwarderError.UpgradeRequestDestination,
            (false, CopyEnd.ReadFailed) => ForwarderError.UpgradeResponseDestination,
            (false, _) => ForwarderError.UpgradeResponseClient,
        };
    }
}
