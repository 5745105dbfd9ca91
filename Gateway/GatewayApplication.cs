using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway;

/// <summary>The gateway as an application: what Program runs and what tests start in their own process.</summary>
internal static class GatewayApplication
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddGateway();
        configure?.Invoke(builder);

        var app = builder.Build();
        // Before the host starts, so that a wrong setting ends in one clear line and not in a host's stack trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.MapGateway();
        return app;
    }
}
