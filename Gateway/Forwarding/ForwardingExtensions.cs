using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Forwarding;

internal static class ForwardingExtensions
{
    public static WebApplicationBuilder AddForwarding(this WebApplicationBuilder builder)
    {
        builder.AddSettings<ForwardingOptions>(ForwardingOptions.Section, ForwardingOptions.Check);
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ServerLimits>();
        // As InlineSockets, for the server's own part.
        builder.Services.Configure<SocketTransportOptions>(options => options.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton<ReplicaClient>();
        builder.Services.AddSingleton<IRetryPolicy, SafeRetry>();
        builder.Services.AddSingleton<FirstVisit>();
        builder.Services.AddSingleton<ElsewherePolicy>();
        builder.Services.AddSingleton<ForwardingHandler>();
        return builder;
    }

    public static WebApplication MapForwarding(this WebApplication app)
    {
        app.Map("{**path}", app.Services.GetRequiredService<ForwardingHandler>().HandleAsync);
        return app;
    }
}
