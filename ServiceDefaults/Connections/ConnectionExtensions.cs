using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.ServiceDefaults.Connections;

internal static class ConnectionExtensions
{
    // The server itself reads its endpoints from the configuration, and nothing else.
    private const string ServerLimits = "Kestrel:Limits";

    public static void AddConnectionWatch(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<KestrelServerOptions>().Configure(server => builder.Configuration.GetSection(ServerLimits).Bind(server.Limits));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ConnectionCounter>();
        builder.Services.AddHostedService<ConnectionWatch>();
    }
}
