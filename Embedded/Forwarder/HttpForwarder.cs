using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Yarp.ReverseProxy.Forwarder;

internal sealed class HttpForwarder(ILogger<HttpForwarder> logger, TimeProvider time) : IHttpForwarder
{
    private const int BodyBufferSize = 64 * 1024;
    private static readonly TimeSpan DefaultActivityTimeout = TimeSpan.FromSeconds(100);

    public async ValueTask<ForwarderError> SendAsync(HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig, HttpTransformer transformer, CancellationToken cancellationToken)
    {
        if (ResponseIsSet(context))
        {
            throw new InvalidOperationException("The request cannot be forwarded: its response is already set. Clear the response first.");
        }

        if (httpClient is HttpClient)
        {
            throw new ArgumentException("An HttpClient buffers whole responses. Pass an HttpMessageInvoker.", nameof(httpClient));
        }

        using var watch = new IdleWatch(time, requestConfig.ActivityTimeout ?? DefaultActivityTimeout, context, cancellationToken);
        var error = await SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, watch);
        return error;
    }

    private async ValueTask<ForwarderError> SendAsync(HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig, HttpTransformer transformer, IdleWatch watch)
    {
        HttpRequestMessage? request = null;
        HttpResponseMessage response;
        try
        {
            var draft = OutgoingRequest.Create(context, requestConfig, watch);
            await transformer.TransformRequestAsync(context, draft, destinationPrefix, watch.Token);
            if (ResponseIsSet(context))
            {
                return ForwarderError.None;
            }

            OutgoingRequest.Complete(context, draft, destinationPrefix);
            request = draft;
            response = await httpClient.SendAsync(request, watch.Token);
        }
        catch (Exception exception)
        {
            var (error, status) = RequestFailure.Classify(context, request, exception, watch);
            await StopBodyAsync(request, watch);
            Report(context, destinationPrefix, error, exception);
            context.Response.StatusCode = status;
            await transformer.TransformResponseAsync(context, null, CancellationToken.None);
            return error;
        }

        using (response)
        {
            watch.Moved();
            var error = await PassOnAsync(context, destinationPrefix, response, transformer, watch);
            if (error == ForwarderError.None)
            {
                return await FinishBodyAsync(context, destinationPrefix, request, watch);
            }

            await StopBodyAsync(request, watch);
            return error;
        }
    }

    private async ValueTask<ForwarderError> PassOnAsync(HttpContext context, string destinationPrefix, HttpResponseMessage response,
        HttpTransformer transformer, IdleWatch watch)
    {
        try
        {
            CopyStatus(response, context);
            if (!await transformer.TransformResponseAsync(context, response, watch.Token))
            {
                return ForwarderError.None;
            }
        }
        catch (Exception exception)
        {
            Report(context, destinationPrefix, ForwarderError.ResponseHeaders, exception);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return ForwarderError.ResponseHeaders;
        }

        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
            var tunnel = await UpgradeTunnel.RunAsync(context, response, watch);
            return Report(context, destinationPrefix, tunnel.Error, tunnel.Exception);
        }

        var body = await CopyBodyAsync(context, response, watch);
        if (body.End != CopyEnd.Complete)
        {
            var error = ResponseBodyError(body, context, watch);
            context.Abort();
            return Report(context, destinationPrefix, error, body.Exception);
        }

        return ForwarderError.None;
    }

    private async ValueTask<ForwarderError> FinishBodyAsync(HttpContext context, string destinationPrefix, HttpRequestMessage request, IdleWatch watch)
    {
        if (request.Content is not StreamedContent body)
        {
            return ForwarderError.None;
        }

        await body.WaitAsync();
        return body.Result is { Exception: { } exception } failed
            ? Report(context, destinationPrefix, RequestFailure.BodyError(failed, context, watch), exception)
            : ForwarderError.None;
    }

    private static async Task StopBodyAsync(HttpRequestMessage? request, IdleWatch watch)
    {
        if (request?.Content is StreamedContent body)
        {
            watch.Cancel();
            await body.WaitAsync();
        }
    }

    private static async Task<CopyResult> CopyBodyAsync(HttpContext context, HttpResponseMessage response, IdleWatch watch)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(watch.Token);
            return await StreamCopier.CopyAsync(body, context.Response.Body, BodyBufferSize, TimeSpan.Zero, watch);
        }
        catch (Exception exception)
        {
            return new CopyResult(CopyEnd.ReadFailed, exception);
        }
    }

    private static ForwarderError ResponseBodyError(CopyResult result, HttpContext context, IdleWatch watch)
    {
        if (context.RequestAborted.IsCancellationRequested || (watch.Token.IsCancellationRequested && !watch.TimedOut))
        {
            return ForwarderError.ResponseBodyCanceled;
        }

        return result.End == CopyEnd.ReadFailed ? ForwarderError.ResponseBodyDestination : ForwarderError.ResponseBodyClient;
    }

    private static void CopyStatus(HttpResponseMessage response, HttpContext context)
    {
        var status = (int)response.StatusCode;
        context.Response.StatusCode = status;
        if (response.ReasonPhrase != ReasonPhrases.GetReasonPhrase(status) && context.Features.Get<IHttpResponseFeature>() is { } feature)
        {
            feature.ReasonPhrase = response.ReasonPhrase;
        }
    }

    private ForwarderError Report(HttpContext context, string destinationPrefix, ForwarderError error, Exception? exception)
    {
        if (error == ForwarderError.None)
        {
            return error;
        }

        context.Features.Set<IForwarderErrorFeature>(new ForwarderErrorFeature(error, exception));
        if (IsCancellation(error))
        {
            Log.Canceled(logger, destinationPrefix, error);
        }
        else
        {
            Log.Failed(logger, destinationPrefix, error, exception);
        }

        return error;
    }

    private static bool IsCancellation(ForwarderError error) => error is ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled
        or ForwarderError.ResponseBodyCanceled or ForwarderError.UpgradeRequestCanceled or ForwarderError.UpgradeResponseCanceled;

    private static bool ResponseIsSet(HttpContext context) =>
        context.Response.HasStarted || context.Response.StatusCode != StatusCodes.Status200OK;
}
