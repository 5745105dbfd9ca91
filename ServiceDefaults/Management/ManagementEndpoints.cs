using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.ServiceDefaults.Management;

/// <summary>Metadata of an endpoint that may be answered at the management port.</summary>
internal sealed class ManagementMark;

internal static class ManagementEndpoints
{
    /// <summary>
    /// Where there is a management port, the address answers there and is not found elsewhere. It goes by the connection: the Host header is the client's to choose.
    /// It is answered before any other middleware, so that a redirect to https or a sign-in page cannot stand for the answer, and it is kept out
    /// of the request metrics, where a probe a second would hide the users.
    /// </summary>
    public static void AsManagement(this IEndpointConventionBuilder endpoint)
    {
        endpoint.ShortCircuit().DisableHttpMetrics().WithMetadata(new ManagementMark());
        endpoint.Add(built =>
        {
            var management = built.ApplicationServices.GetRequiredService<ManagementPort>();
            if (management.Number is not null && built.RequestDelegate is { } answer)
            {
                built.RequestDelegate = context => management.IsReachedBy(context.Connection) ? answer(context) : NotFoundAsync(context);
            }
        });
    }

    public static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
