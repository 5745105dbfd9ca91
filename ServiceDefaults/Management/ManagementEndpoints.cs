using Microsoft.AspNetCore.Http;

namespace BlazorAspire.ServiceDefaults.Management;

internal static class ManagementEndpoints
{
    /// <summary>The tag of an endpoint that answers at the management port, where there is one, and is not found elsewhere.</summary>
    public const string Tag = "management";

    /// <summary>
    /// It is answered before any other middleware, so that a redirect to https or a sign-in page cannot stand for the answer, and it is kept out
    /// of the request metrics, where a probe a second would hide the users.
    /// </summary>
    public static void AsManagement(this IEndpointConventionBuilder endpoint) => endpoint.ShortCircuit().DisableHttpMetrics().WithTags(Tag);

    public static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
