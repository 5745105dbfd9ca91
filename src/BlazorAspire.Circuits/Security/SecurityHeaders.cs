using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Hubs.AzureSignalR;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BlazorAspire.Circuits.Security;

/// <summary>What browsers may do with our pages.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<SecurityOptions> options, IHostEnvironment environment, IConfiguration configuration)
{
    // The development tools' own reload socket is on another port.
    private readonly string _policy = options.Value.BuildPolicy(
        $"{(environment.IsDevelopment() ? " ws://localhost:* wss://localhost:* http://localhost:*" : "")}{SignalRService(configuration)}");

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
            headers["Cross-Origin-Opener-Policy"] = options.Value.CrossOriginOpenerPolicy;
            headers["Permissions-Policy"] = options.Value.PermissionsPolicy is { Length: > 0 } permissions ? permissions : StringValues.Empty;
            return Task.CompletedTask;
        });
        return next(context);
    }
}
