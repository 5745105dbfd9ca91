using BlazorAspire.Circuits.Hubs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.StaticAssets;

namespace BlazorAspire.Circuits.Security;

/// <summary>
/// A fallback policy is for what an app has forgotten, and not for what every page needs: files, and Blazor's own addresses, which start nothing that a page has not
/// been given. What asks for authorization by itself keeps it.
/// </summary>
internal sealed class OpenAddresses : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _others = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        !authorizeResult.Succeeded && IsOpen(context) ? next(context) : _others.HandleAsync(next, context, policy, authorizeResult);

    private static bool IsOpen(HttpContext context) =>
        context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
        && (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || HubPaths.IsOfBlazor(context.Request.Path));
}
