using BlazorAspire.Circuits.State.Requests;

namespace BlazorAspire.Circuits.Hubs.AzureSignalR;

/// <summary>
/// Cookies of this app do not go to the service, which is another host. The address that a negotiation gives the browser carries the session
/// instead, so that a circuit still belongs to its browser.
/// </summary>
internal sealed class SessionHandOver(RequestDelegate next, BrowserSession browsers)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && HubPaths.IsNegotiate(context.Request.Path))
        {
            browsers.HandOver(context.Request);
        }

        return next(context);
    }
}
