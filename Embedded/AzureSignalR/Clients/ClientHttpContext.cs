using System.Security.Claims;
using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Embedded.AzureSignalR.Clients;

/// <summary>The request with which a client came to the service, as if it had come to the app.</summary>
internal static class ClientHttpContext
{
    public static HttpContext Create(ServiceMessage.OpenConnection message, ClaimsPrincipal? user, Endpoint endpoint)
    {
        var context = new DefaultHttpContext { User = user ?? new ClaimsPrincipal(new ClaimsIdentity()) };
        foreach (var (name, values) in message.Headers)
        {
            context.Request.Headers[name] = new StringValues(values);
        }
        var query = QueryHelpers.ParseQuery(message.Query);
        context.Request.Path = query.TryGetValue(ServiceNames.OriginalPath, out var path) && path.ToString().StartsWith('/') ? path.ToString() : "/";
        context.Request.QueryString = QueryString.Create(query.Where(pair => !pair.Key.StartsWith("asrs", StringComparison.Ordinal) && pair.Key != ServiceNames.HubParameter));
        context.Request.Method = HttpMethods.Get;
        context.SetEndpoint(endpoint);
        return context;
    }
}
