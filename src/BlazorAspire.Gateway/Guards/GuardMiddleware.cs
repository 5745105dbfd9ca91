using BlazorAspire.Gateway.Pages;
using BlazorAspire.Gateway.Telemetry;

namespace BlazorAspire.Gateway.Guards;

internal sealed class GuardMiddleware(RequestDelegate next, IEnumerable<IRequestGuard> guards, GatewayMetrics metrics, ILogger<GuardMiddleware> logger)
{
    private readonly IRequestGuard[] _guards = [.. guards];

    public Task InvokeAsync(HttpContext context)
    {
        foreach (var guard in _guards)
        {
            if (guard.Check(context) is { } refusal)
            {
                return RefuseAsync(context, refusal);
            }
        }

        return next(context);
    }

    private Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        GuardLog.Refused(logger, refusal.Reason, refusal.Detail);
        metrics.Refused(refusal.Reason);
        if (refusal.CloseConnection)
        {
            context.Response.Headers.Connection = "close";
        }

        return Problem.WriteAsync(context, refusal.Status, refusal.Detail);
    }
}
