using BlazorAspire.Circuits.State.Requests;
using Microsoft.AspNetCore.Diagnostics;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>
/// Only its own browser may end a circuit: the framework takes any request that knows the secret. Whoever is signed in by then: a page says farewell after its user has
/// signed in or out.
/// </summary>
internal sealed class DisconnectGuard(RequestDelegate next, LiveCircuits circuits, BrowserSession browsers, CircuitMetrics metrics, ILogger<DisconnectGuard> logger)
{
    private const string Call = "disconnect";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Path.StartsWithSegments("/_blazor/disconnect") || !context.Request.HasFormContentType)
        {
            await next(context);
            return;
        }

        // The form stays read for the framework's own handler.
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var circuit = circuits.Find(form["circuitId"]);
        if (circuit is not null && circuit.Identity?.Browser != browsers.Read(context.Request))
        {
            CircuitLog.Foreign(logger, Call);
            metrics.Foreign(Call);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This circuit belongs to another browser.", context.RequestAborted);
            return;
        }

        await next(context);
        if (circuit is null && !context.Response.HasStarted)
        {
            // A front door that goes by the user's address asks another replica then, which has the circuit.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            // It is for a script, and no page is to be shown in its place.
            context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        }
    }
}
