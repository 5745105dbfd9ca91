using BlazorAspire.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.HttpOverrides;

namespace BlazorAspire.Circuits.Security;

internal static class FrontDoor
{
    /// <summary>What a platform sets where nothing but its own ingress reaches the app: <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>. The host reads the headers then.</summary>
    private const string ReadByTheHost = "FORWARDEDHEADERS_ENABLED";

    /// <summary>
    /// Believes the forwarded address, scheme, host and prefix of a gateway on this machine, and of the networks in <c>ForwardedHeaders:KnownNetworks</c>
    /// (<c>10.1.0.0/16</c>, one an entry). The front door ends TLS; this process never redirects to it.
    /// </summary>
    public static void AddFrontDoor(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSettings<SecurityOptions>(SecurityOptions.Section, SecurityOptions.FindProblem);
        var cookies = SiteCookies.Read(builder.Configuration);
        builder.Services.Configure<AntiforgeryOptions>(options =>
        {
            // By default it is sent without TLS too, and not to a page that a link of another site opens, which then gets another in its place.
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookies.Apply(options.Cookie);
        });
        var networks = ForwardedNetworks.Read(builder.Configuration);
        var isReadByTheHost = builder.Configuration.GetValue<bool>(ReadByTheHost);
        // The host reads them behind its own filter of hosts.
        builder.Services.Insert(isReadByTheHost ? builder.Services.Count : 0, ServiceDescriptor.Singleton<IStartupFilter>(new First(isReadByTheHost, AllowedOrigins.Read(builder.Configuration))));
        if (isReadByTheHost)
        {
            return;
        }

        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.All;
            foreach (var network in networks)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
    }

    /// <summary>Before all else, also before the host filter and the authentication that the host puts first: each goes by the scheme and host that the user sees.</summary>
    private sealed class First(bool isReadByTheHost, IReadOnlySet<string> origins) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            // Read twice, they would give a client's own entry the say.
            if (!isReadByTheHost)
            {
                app.UseForwardedHeaders();
            }

            app.UseMiddleware<SecurityHeaders>();
            app.UseMiddleware<CircuitOriginCheck>(origins);
            next(app);
        };
    }
}
