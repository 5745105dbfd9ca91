using BlazorAspire.WebApp.State.Requests;
using BlazorAspire.WebApp.State.Sessions;

namespace BlazorAspire.WebApp.Circuits;

/// <summary>Only its own browser may end a circuit: the framework takes any request that knows the secret.</summary>
internal sealed class DisconnectGuard(RequestDelegate next, LiveCircuits circuits, BrowserSession browsers, CircuitMetrics metrics, ILogger<DisconnectGuard> logger)
{
    private const string Call = "disconnect";

    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/_blazor/disconnect") && await IsForeignAsync(context))
        {
            CircuitLog.Foreign(logger, Call);
            metrics.Foreign(Call);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This circuit belongs to another browser.", context.RequestAborted);
            return;
        }

        await next(context);
    }

    private async Task<bool> IsForeignAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return false;
        }

        // The form stays read for the framework's own handler.
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var browser = browsers.Read(context.Request);
        var identity = browser is null ? null : new StateIdentity(browser, StateIdentity.NameOf(context.User), null);
        return circuits.Find(form["circuitId"]) is { } circuit && !circuit.BelongsTo(identity);
    }
}
