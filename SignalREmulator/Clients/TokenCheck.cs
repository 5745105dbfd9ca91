using System.Security.Claims;
using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>Lets nobody to either end who has no token for that end and hub.</summary>
internal sealed class TokenCheck(RequestDelegate next, IOptions<EmulatorOptions> options, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.StartsWithSegments(ServiceNames.ServerPath) ? ServiceNames.ServerPath
            : context.Request.Path.StartsWithSegments(ServiceNames.ClientPath) ? ServiceNames.ClientPath : null;
        if (path is null)
        {
            await next(context);
            return;
        }
        var hub = context.Request.Query[ServiceNames.HubParameter].ToString();
        if (hub.Length == 0)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The query has no hub.");
            return;
        }
        var claims = AccessToken.Read(TokenOf(context.Request), options.Value.AccessKey, path, hub, time.GetUtcNow(), out var problem);
        if (claims is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, problem!);
            return;
        }
        context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer"));
        if (context.Request.Query["id"].Count > 0)
        {
            HideWhatExists(context);
        }
        await next(context);
    }

    /// <summary>Who guesses the id of a connection is somebody without a right to it, and not somebody who has lost the way.</summary>
    private static void HideWhatExists(HttpContext context) => context.Response.OnStarting(static state =>
    {
        var response = (HttpResponse)state;
        response.StatusCode = response.StatusCode == StatusCodes.Status404NotFound ? StatusCodes.Status401Unauthorized : response.StatusCode;
        return Task.CompletedTask;
    }, context.Response);

    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : request.Query["access_token"];
    }

    private static Task RefuseAsync(HttpContext context, int status, string problem)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(problem, context.RequestAborted);
    }
}
