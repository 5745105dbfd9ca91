using System.Globalization;
using Embedded.ControlContract;
using Embedded.Dashboard.Telemetry;
using Microsoft.AspNetCore.StaticAssets;

namespace Embedded.Dashboard.Security;

/// <summary>
/// Lets in who has shown the token, from this machine. Any page may have its reader's browser send requests here, or lead a name of its own
/// here (DNS rebinding), and the app's own pages, on another port, are of the same site for cookies: hence the looks at Host and Origin.
/// </summary>
internal sealed class BrowserGate(RequestDelegate next, BrowserToken token, ILogger<BrowserGate> logger)
{
    public const string Health = "/health";
    public const string SignIn = "/login";
    private const int LongestShown = 100;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Loopback.IsName(request.Host.Host) || !IsOwnOrigin(request))
        {
            SecurityLog.Foreign(logger, VisibleText.Line(request.Headers.Origin.ToString(), LongestShown), VisibleText.Line(request.Host.ToString(), LongestShown));
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("The dashboard answers its own pages on this machine only.", context.RequestAborted);
        }
        if (request.Path == SignIn && token.IsToken(request.Query["t"]))
        {
            LetIn(context);
            return Task.CompletedTask;
        }
        if (IsForAll(context) || token.IsSession(request.Cookies[CookieName(context)]))
        {
            return next(context);
        }
        return TurnAway(context);
    }

    private void LetIn(HttpContext context)
    {
        context.Response.Cookies.Append(CookieName(context), token.Session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        context.Response.Redirect("/");
    }

    private static Task TurnAway(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect(SignIn);
            return Task.CompletedTask;
        }
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return context.Response.WriteAsync("Sign in first: open the address that the AppHost has printed.", context.RequestAborted);
    }

    // Scripts and styles tell nothing of the app, and the page to sign in has them too.
    private static bool IsForAll(HttpContext context) =>
        context.Request.Path == SignIn || context.Request.Path == Health || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin.Count == 0
        || string.Equals(request.Headers.Origin.ToString(), $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    // Cookies do not know of ports, and two dashboards may run.
    private static string CookieName(HttpContext context) => string.Create(CultureInfo.InvariantCulture, $"dashboard-{context.Connection.LocalPort}");
}
