using System.Globalization;
using BlazorAspire.ServiceDefaults;
using BlazorAspire.WebApp.Hubs;
using BlazorAspire.WebApp.Moves;
using BlazorAspire.WebApp.State.Requests;
using BlazorAspire.WebApp.State.Sessions;

namespace BlazorAspire.WebApp.Rotation;

/// <summary>Sends to other replicas who would start a circuit here and must not: everybody while draining, newcomers when full, and who is being moved.</summary>
internal sealed class Doorkeeper(
    RequestDelegate next, ReplicaRotation rotation, Admissions admissions, PendingMoves moves, BrowserSession browsers, IHostApplicationLifetime lifetime)
{
    private const int RetryAfterSeconds = 1;

    public Task InvokeAsync(HttpContext context)
    {
        var isStart = IsStart(context.Request);
        if (!isStart && !(lifetime.ApplicationStopping.IsCancellationRequested && HubPaths.IsHub(context.Request.Path)))
        {
            return next(context);
        }

        // A connection that comes while the host stops would hold it until its limit.
        if (rotation.State == RotationState.Draining || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return RefuseAsync(context, RotationHeaders.AnyReplica, RotationState.Draining);
        }

        var browser = browsers.Read(context.Request);
        if (rotation.State == RotationState.Full && !admissions.Has(browser))
        {
            return RefuseAsync(context, RotationHeaders.AnyReplica, RotationState.Full);
        }

        var tab = TabId.OfPage(context.Request) ?? TabId.OfConnection(context.Request);
        if (browser is not null && tab is not null && !context.Request.Headers.ContainsKey(RotationHeaders.Stay)
            && moves.Take(new StateIdentity(browser, StateIdentity.NameOf(context.User), tab)) is { } targets)
        {
            return RefuseAsync(context, string.Join(", ", targets), null);
        }

        return next(context);
    }

    private static async Task RefuseAsync(HttpContext context, string where, RotationState? state)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers[RotationHeaders.Elsewhere] = where;
        response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        if (state is { } reason)
        {
            response.Headers[RotationHeaders.State] = RotationHeaders.Word(reason);
        }

        // Behind a front door that does not know these headers the browser itself asks again.
        response.Headers["Refresh"] = "1";
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync("This server takes no new users now. Another one does: try again.", context.RequestAborted);
    }

    /// <summary>The end of a sign-in is none: whoever is sent elsewhere with it may be asked to come again, and its code is taken once.</summary>
    private static bool IsStart(HttpRequest request) =>
        (PageState.IsPage(request) && !OneTimeRequest.Is(request)) || (HttpMethods.IsPost(request.Method) && HubPaths.IsNegotiate(request.Path));
}
