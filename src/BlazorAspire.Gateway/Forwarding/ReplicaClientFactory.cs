using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>The connections to the replicas.</summary>
internal sealed class ReplicaClientFactory(IOptions<ForwardingOptions> options, TimeProvider time, ILogger<ForwarderHttpClientFactory> logger)
    : ForwarderHttpClientFactory(logger)
{
    private const int MaxResponseHeadersKilobytes = 64;

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.MaxResponseHeadersLength = MaxResponseHeadersKilobytes;
        handler.PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1);
        ConnectLimit.Set(handler, options.Value.ConnectTimeout, time);
    }
}
