using BlazorAspire.Gateway.Balancing;
using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace BlazorAspire.Gateway.Forwarding;

internal static class ForwardingExtensions
{
    public static WebApplicationBuilder AddForwarding(this WebApplicationBuilder builder)
    {
        builder.AddSettings<ForwardingOptions>(ForwardingOptions.Section, ForwardingOptions.Check);
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ServerLimits>();
        // As InlineSockets, for the server's own part.
        builder.Services.Configure<SocketTransportOptions>(options => options.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton<PendingUsers>();
        builder.Services.AddSingleton<ILoadBalancingPolicy, FewestCircuits>();
        builder.Services.AddSingleton<IProxyConfigProvider, ReplicaCluster>();
        builder.Services.AddReverseProxy().AddTransforms(ReplicaTransforms.Add);
        builder.Services.AddSingleton<IForwarderHttpClientFactory, ReplicaClientFactory>();
        return builder;
    }

    public static WebApplication MapForwarding(this WebApplication app)
    {
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<RerouteMiddleware>();
            proxy.UseSessionAffinity();
            proxy.UseLoadBalancing();
            proxy.UseMiddleware<AttemptMiddleware>();
        });
        return app;
    }
}
