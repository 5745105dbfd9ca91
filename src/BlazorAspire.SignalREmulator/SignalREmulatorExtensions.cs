using BlazorAspire.SignalREmulator;
using BlazorAspire.SignalREmulator.Access;
using BlazorAspire.SignalREmulator.Clients;
using BlazorAspire.SignalREmulator.Routing;
using BlazorAspire.SignalREmulator.Servers;
using BlazorAspire.SignalREmulator.Status;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Azure SignalR Service in Default mode on this machine.</summary>
public static class SignalREmulatorExtensions
{
    private const string DefaultAddress = "http://localhost:8888";
    private const int ServerBufferBytes = 1024 * 1024;

    /// <summary>Adds the emulator, which listens on <c>http://localhost:8888</c> where <c>urls</c> names no other address of this machine. Its settings are in the section <c>Emulator</c>.</summary>
    /// <exception cref="OptionsValidationException">It is told to listen where other machines reach it.</exception>
    public static WebApplicationBuilder AddSignalREmulator(this WebApplicationBuilder builder)
    {
        UseOwnAddress(builder);
        // In code: a settings file would lie beside the tests too, and count for every app that they start in their process.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        var services = builder.Services;
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        services.AddOptions<EmulatorOptions>().BindConfiguration(EmulatorOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmulatorOptions>, EmulatorOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<HubRouters>();
        services.AddHostedService<Heartbeat>();
        services.AddCors();
        services.AddConnections();
        return builder;
    }

    /// <summary>Maps the endpoints of clients and app servers, the status page at <c>/</c>, and <c>/status</c> with the same as JSON.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong. The failure names the setting, its value and what is allowed.</exception>
    public static WebApplication MapSignalREmulator(this WebApplication app)
    {
        // Before the host starts, so that a wrong setting ends in one clear line and not in a host's stack trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        // As the service does by default: pages of any origin may come, with a token of the app's.
        app.UseCors(policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials().AllowAnyHeader().AllowAnyMethod());
        app.UseWebSockets();
        app.UseMiddleware<TokenMiddleware>();
        app.UseMiddleware<TransportFilter>();
        app.UseMiddleware<ReconnectMiddleware>();
        app.MapStatus();
        app.MapConnectionHandler<ServerHandler>(ServiceNames.ServerPath, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.ApplicationMaxBufferSize = options.TransportMaxBufferSize = ServerBufferBytes;
        });
        var clientBuffer = app.Services.GetRequiredService<IOptions<EmulatorOptions>>().Value.ClientBufferBytes;
        app.MapConnectionHandler<ClientHandler>(ServiceNames.ClientPath, options =>
        {
            options.Transports = HttpTransports.All;
            options.TransportMaxBufferSize = clientBuffer;
            options.AllowStatefulReconnects = true;
        });
        return app;
    }

    /// <summary>An address that others can reach is refused: this service is for one machine.</summary>
    private static void UseOwnAddress(WebApplicationBuilder builder)
    {
        var addresses = builder.Configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } set ? set : DefaultAddress;
        builder.WebHost.UseUrls(addresses);
        var parts = addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(parts, address => !Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.IsLoopback) is { } open)
        {
            throw new OptionsValidationException("urls", typeof(string),
                [$"The emulator is told to listen on '{open}', which other machines may reach. Use an address of localhost, for example {DefaultAddress}."]);
        }
    }
}
