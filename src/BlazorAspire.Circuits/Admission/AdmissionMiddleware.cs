using System.Globalization;
using BlazorAspire.Circuits.Hubs;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Circuits.State.Requests;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Shared;

namespace BlazorAspire.Circuits.Admission;

/// <summary>Sends to other replicas who would start a circuit here and must not: everybody while draining, newcomers when full, and who is being moved.</summary>
internal sealed class AdmissionMiddleware(
    RequestDelegate next, ReplicaAdmission admission, AdmittedSessions admitted, CircuitCaps caps, PendingMoves moves, BrowserSession browsers,
    IHostApplicationLifetime lifetime)
{
    private const int RetryAfterSeconds = 1;
    private const int RetryAfterTooManySeconds = 10;

    public Task InvokeAsync(HttpContext context)
    {
        var isStart = IsStart(context);
        if (!isStart && !(lifetime.ApplicationStopping.IsCancellationRequested && HubPaths.IsHub(context.Request.Path)))
        {
            return next(context);
        }

        // A connection that comes while the host stops would hold it until its limit.
        if (admission.State == AdmissionState.Draining || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return RefuseAsync(context, ReplicaContract.AnyReplica, AdmissionState.Draining);
        }

        var browser = browsers.Read(context.Request);
        if (admission.State == AdmissionState.Full && !admitted.Has(browser))
        {
            return RefuseAsync(context, ReplicaContract.AnyReplica, AdmissionState.Full);
        }

        var tab = TabId.OfPage(context.Request) ?? TabId.OfConnection(context.Request);
        if (HubPaths.IsOfBlazor(context.Request.Path) && caps.AreReached(context.Connection.RemoteIpAddress, StateIdentity.NameOf(context.User), browser, tab))
        {
            return AnswerAsync(
                context.Response, StatusCodes.Status429TooManyRequests, RetryAfterTooManySeconds, "You have as many pages open here as this app allows. Close one to open another.");
        }

        if (browser is not null && tab is not null && !context.Request.Headers.ContainsKey(ReplicaContract.StayHeader)
            && moves.Take(new StateIdentity(browser, "", tab)) is { } targets)
        {
            return RefuseAsync(context, string.Join(", ", targets), null);
        }

        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, string where, AdmissionState? state)
    {
        var response = context.Response;
        response.Headers[ReplicaContract.ElsewhereHeader] = where;
        if (state is { } reason)
        {
            response.Headers[ReplicaContract.StateHeader] = reason.Word();
        }

        // Behind a front door that does not know these headers the browser itself asks again.
        response.Headers["Refresh"] = "1";
        return AnswerAsync(
            response, StatusCodes.Status503ServiceUnavailable, RetryAfterSeconds, "This replica is not accepting new sessions. Retry to reach another.");
    }

    private static Task AnswerAsync(HttpResponse response, int status, int retryAfter, string text)
    {
        response.StatusCode = status;
        response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(text, response.HttpContext.RequestAborted);
    }

    /// <summary>The end of a sign-in is none: whoever is sent elsewhere with it may be asked to come again, and its code is taken once.</summary>
    private static bool IsStart(HttpContext context) =>
        (PageState.IsPage(context) && !OneTimeRequest.Is(context.Request))
        || (HttpMethods.IsPost(context.Request.Method) && HubPaths.IsNegotiate(context.Request.Path));
}
