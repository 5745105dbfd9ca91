using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;

namespace BlazorAspire.Gateway.Health;

/// <summary>The first round of probes ends before the server listens, so that the first request already finds a replica.</summary>
internal sealed class FirstProbe(IActiveHealthCheckMonitor monitor, IProxyStateLookup proxy) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => monitor.CheckHealthAsync(proxy.GetClusters());

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
