using System.Collections.Concurrent;
using Google.Protobuf;

namespace Embedded.Dashboard.Otlp;

/// <summary>Answers what comes to the address for telemetry.</summary>
internal sealed class OtlpReceiver(OtlpGuard guard, OtlpBodies bodies, IEnumerable<IOtlpSignal> signals, ILogger<OtlpReceiver> logger)
{
    private const string Protobuf = "application/x-protobuf";
    private const string SecondsToRetry = "1";

    private readonly Dictionary<string, IOtlpSignal> _signals = signals.ToDictionary(signal => signal.Path, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, bool> _refusedBefore = [];

    public bool Knows(PathString path) => _signals.ContainsKey(path.Value ?? "");

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (await TakeAsync(context) is { } refusal)
            {
                await RefuseAsync(context, refusal);
            }
        }
        catch (BadHttpRequestException exception)
        {
            await RefuseAsync(context, new OtlpRefusal(exception.StatusCode, exception.Message));
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidProtocolBufferException)
        {
            await RefuseAsync(context, new OtlpRefusal(StatusCodes.Status400BadRequest, $"The body is broken: {exception.Message}"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The sender has left: nobody is there to answer.
        }
    }

    private async Task<OtlpRefusal?> TakeAsync(HttpContext context)
    {
        if (guard.CheckSender(context.Request) is { } stranger)
        {
            return stranger;
        }
        if (!_signals.TryGetValue(context.Request.Path.Value ?? "", out var signal))
        {
            return new OtlpRefusal(StatusCodes.Status404NotFound, "There is nothing here but /v1/logs, /v1/traces and /v1/metrics.");
        }
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return new OtlpRefusal(StatusCodes.Status405MethodNotAllowed, "Telemetry is sent with POST.");
        }
        if (OtlpGuard.CheckForm(context.Request, out var isPacked) is { } wrongForm)
        {
            return wrongForm;
        }

        var answer = await bodies.ReadAsync(context, isPacked, signal.Take);
        context.Response.ContentType = Protobuf;
        await context.Response.Body.WriteAsync(answer.ToByteArray(), context.RequestAborted);
        return null;
    }

    private Task RefuseAsync(HttpContext context, OtlpRefusal refusal)
    {
        if (_refusedBefore.TryAdd(refusal.Status, true))
        {
            OtlpLog.RefusedFirst(logger, refusal.Status, refusal.Reason);
        }
        else
        {
            OtlpLog.Refused(logger, refusal.Status, refusal.Reason);
        }
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = SecondsToRetry;
        }
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(refusal.Reason, context.RequestAborted);
    }
}
