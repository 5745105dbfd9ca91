using System.Security.Claims;

namespace BlazorAspire.SignalREmulator.Access;

/// <summary>Refuses requests to either end that have no valid token for that end and hub.</summary>
internal sealed class TokenMiddleware(RequestDelegate next, AccessTokens tokens)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var path = Array.Find([ServiceNames.ServerPath, ServiceNames.ClientPath], end => request.Path.StartsWithSegments(end));
        if (path is not null)
        {
            var hub = request.Query[ServiceNames.HubParameter].ToString();
            var (identity, problem) = hub.Length == 0 ? (null, "The query has no hub.") : await tokens.ValidateAsync(TokenOf(request), path, hub);
            if (identity is null)
            {
                context.Response.StatusCode = hub.Length == 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized;
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync(problem!, context.RequestAborted);
                return;
            }
            context.User = new ClaimsPrincipal(identity);
            context.Response.OnStarting(HideWhatExists, context);
        }
        await next(context);
    }

    /// <summary>A guessed connection id is answered like a missing right, and not like a lost connection.</summary>
    private static Task HideWhatExists(object state)
    {
        var context = (HttpContext)state;
        var isHidden = context.Response.StatusCode == StatusCodes.Status404NotFound && context.Request.Query.ContainsKey("id");
        context.Response.StatusCode = isHidden ? StatusCodes.Status401Unauthorized : context.Response.StatusCode;
        return Task.CompletedTask;
    }

    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : request.Query["access_token"];
    }
}
