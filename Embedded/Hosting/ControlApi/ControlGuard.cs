using Embedded.ControlContract;
using Microsoft.AspNetCore.Http;

namespace Embedded.Hosting.ControlApi;

/// <summary>
/// Lets nobody in but who has the token. A page of any site can have a browser send requests here, and a name that an attacker owns can lead
/// here (DNS rebinding): hence the looks at Host and Origin too.
/// </summary>
internal sealed class ControlGuard(string token)
{
    private readonly Secret _expected = new($"Bearer {token}");

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsAllowed(context.Request))
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("This address is for the dashboard of this app only.", context.RequestAborted);
    }

    private bool IsAllowed(HttpRequest request) =>
        Loopback.IsName(request.Host.Host) && request.Headers.Origin.Count == 0 && _expected.Is(request.Headers.Authorization.ToString());
}
