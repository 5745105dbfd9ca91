using Microsoft.AspNetCore.Http.Features;

namespace BlazorAspire.Gateway.Forwarding;

internal static class RequestBody
{
    /// <summary>Whether a repetition could send less than the client did: a body passes through once.</summary>
    public static bool CanBeIn(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
}
