using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Hubs.AzureSignalR;

namespace BlazorAspire.Circuits.Security;

/// <summary>What browsers may do with our pages. Scripts and styles come from files only, so nothing injected into a page can run.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IHostEnvironment environment, IConfiguration configuration)
{
    private readonly string _policy = string.Join("; ",
        "default-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        // The development tools' own reload socket is on another port.
        $"connect-src 'self'{(environment.IsDevelopment() ? " ws://localhost:* wss://localhost:* http://localhost:*" : "")}{SignalRService(configuration)}");

    /// <summary>Circuits connect there, by a WebSocket or by requests.</summary>
    private static string SignalRService(IConfiguration configuration) =>
        configuration.HasSignalRService() && ServiceAddress.Of(configuration).Clients is { } clients
            ? $" {clients.Scheme}://{clients.Authority} {(clients.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{clients.Authority}"
            : "";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: the error handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = _policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
