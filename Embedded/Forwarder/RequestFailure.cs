using Microsoft.AspNetCore.Http;

namespace Yarp.ReverseProxy.Forwarder;

/// <summary>What went wrong before the destination answered, and the status that says so.</summary>
internal static class RequestFailure
{
    public static (ForwarderError Error, int Status) Classify(HttpContext context, HttpRequestMessage? request, Exception exception, IdleWatch watch)
    {
        if (request is null)
        {
            return (ForwarderError.RequestCreation, StatusCodes.Status502BadGateway);
        }

        var body = (request.Content as StreamedContent)?.Result;
        if (watch.Token.IsCancellationRequested && !watch.TimedOut)
        {
            var status = context.RequestAborted.IsCancellationRequested ? StatusCodes.Status400BadRequest : StatusCodes.Status502BadGateway;
            return (body is { Exception: not null } ? ForwarderError.RequestBodyCanceled : ForwarderError.RequestCanceled, status);
        }

        if (body is { Exception: not null } failed)
        {
            return (BodyError(failed, context, watch), BodyStatus(failed, watch));
        }

        return exception is OperationCanceledException
            ? (ForwarderError.RequestTimedOut, StatusCodes.Status504GatewayTimeout)
            : (ForwarderError.Request, StatusCodes.Status502BadGateway);
    }

    public static ForwarderError BodyError(CopyResult body, HttpContext context, IdleWatch watch)
    {
        if (context.RequestAborted.IsCancellationRequested || (watch.Token.IsCancellationRequested && !watch.TimedOut))
        {
            return ForwarderError.RequestBodyCanceled;
        }

        return body.End == CopyEnd.ReadFailed ? ForwarderError.RequestBodyClient : ForwarderError.RequestBodyDestination;
    }

    private static int BodyStatus(CopyResult body, IdleWatch watch) => body.End switch
    {
        CopyEnd.ReadFailed when watch.TimedOut => StatusCodes.Status408RequestTimeout,
        CopyEnd.ReadFailed => (body.Exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest,
        _ when watch.TimedOut => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status502BadGateway,
    };
}
