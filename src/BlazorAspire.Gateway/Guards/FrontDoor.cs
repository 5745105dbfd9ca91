using BlazorAspire.Shared;
using Microsoft.AspNetCore.HttpOverrides;

namespace BlazorAspire.Gateway.Guards;

/// <summary>Another proxy in front of the gateway, such as one that ends TLS.</summary>
internal static class FrontDoor
{
    /// <summary>
    /// Believes the forwarded address, scheme, host and prefix of the networks in <c>ForwardedHeaders:KnownNetworks</c>. Without any nobody is believed, not
    /// even on this machine: users are there while the app is developed.
    /// </summary>
    public static void UseFrontDoor(this WebApplication app)
    {
        var networks = ForwardedNetworks.Read(app.Configuration);
        if (networks.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }
}
