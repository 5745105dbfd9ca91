using BlazorAspire.SignalREmulator.Clients;
using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.SignalREmulator.Servers;
using BlazorAspire.SignalREmulator.Status;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator;

/// <summary>Azure SignalR Service in its default mode, on this machine: what Program runs and what tests start in their own process.</summary>
internal static class EmulatorApplication
{
    private const string DefaultAddress = "http://localhost:8888";

    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        UseOwnAddress(builder);
        UseOwnLogs(builder);
        var services = builder.Services;
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        services.AddOptions<EmulatorOptions>().BindConfiguration(EmulatorOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmulatorOptions>, EmulatorOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Traffic>();
        services.AddSingleton<HubTable>();
        services.AddSingleton<ServerEndpoint>();
        services.AddSingleton<PollWatch>();
        services.AddHostedService<Heartbeat>();
        services.AddHostedService<Welcome>();
        services.AddCors();
        services.AddConnections();
        replace?.Invoke(services);
        var app = builder.Build();
        // Before the host starts, so that a wrong setting ends in one clear line and not in a host's stack trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.UseWebSockets();
        // As the service does by default: pages of any origin may come, with a token of the app's.
        app.UseCors(policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials().AllowAnyHeader().AllowAnyMethod());
        app.UseMiddleware<TokenCheck>();
        app.UseMiddleware<TransportCheck>();
        app.UseMiddleware<PollCheck>();
        app.MapDefaultEndpoints();
        app.Map(ServiceNames.ServerPath, (HttpContext context, ServerEndpoint server) => server.HandleAsync(context));
        app.MapConnectionHandler<ClientHandler>(ServiceNames.ClientPath, options => options.Transports = HttpTransports.All);
        app.MapStatus();
    }

    // In code: a settings file would lie beside the tests too, and count for every app that they start in their process.
    private static void UseOwnLogs(WebApplicationBuilder builder) => builder.Logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

    /// <summary>An address that others can reach is refused: this service is for one machine.</summary>
    private static void UseOwnAddress(WebApplicationBuilder builder)
    {
        var addresses = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        if (string.IsNullOrWhiteSpace(addresses))
        {
            builder.WebHost.UseUrls(DefaultAddress);
            return;
        }
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.IsLoopback)
            {
                throw new OptionsValidationException("urls", typeof(string), [$"The emulator is told to listen on '{address}', which other machines may reach. Use an address of localhost, for example {DefaultAddress}."]);
            }
        }
    }
}
