using BlazorAspire.SignalREmulator.Routing;
using Microsoft.Extensions.Primitives;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>Offers stateful reconnect where the app allows it, and ends the lost request of a client that comes back.</summary>
internal sealed class ReconnectMiddleware(RequestDelegate next, HubRouters hubs)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var hub = request.Path.StartsWithSegments(ServiceNames.ClientPath) ? hubs.Find(request.Query[ServiceNames.HubParameter].ToString()) : null;
        if (request.Query.TryGetValue(ServiceNames.ReconnectParameter, out var wanted))
        {
            // The client asks in its own words, and a second time in the address that the app gave it: two answers are none.
            var isOffered = hub?.AllowsReconnect == true && wanted.Contains("true");
            request.Query = new QueryCollection(new Dictionary<string, StringValues>(request.Query, StringComparer.OrdinalIgnoreCase)
            {
                [ServiceNames.ReconnectParameter] = isOffered ? "true" : "false",
            });
        }
        var token = request.Query["id"].ToString();
        if (context.WebSockets.IsWebSocketRequest && hub?.Clients.FirstOrDefault(client => client.Carrier?.Token == token)?.Carrier is { } carrier)
        {
            await carrier.CutAsync(context);
        }
        await next(context);
    }
}
