namespace Embedded.Dashboard.Security;

/// <summary>What browsers may do with our pages. Scripts come from files only, so that nothing in a log or a name can run.</summary>
internal static class SecurityHeaders
{
    private static readonly string Policy = string.Join("; ",
        "default-src 'self'",
        // Charts and waterfalls place what they draw.
        "style-src 'self' 'unsafe-inline'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'");

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        // At the last moment: the error handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
