using System.Net;
using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Balancing;
using BlazorAspire.Gateway.Forwarding;
using BlazorAspire.Gateway.Health;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Replicas;

/// <summary>The proxy's configuration: every request goes to one cluster, whose destinations are the replicas.</summary>
internal sealed class ReplicaCluster(ReplicaRegistry registry, IOptions<ForwardingOptions> forwarding, IOptions<HealthOptions> health) : IProxyConfigProvider
{
    private const string Id = "replicas";

    // Header bytes pass unchanged, whatever their encoding.
    private const string HeaderEncoding = "latin1";

    public IProxyConfig GetConfig() => new Config(
        [new RouteConfig { RouteId = Id, ClusterId = Id, Match = new RouteMatch { Path = "{**path}" } }],
        [
            new ClusterConfig
            {
                ClusterId = Id,
                Destinations = registry.All.ToDictionary(replica => replica.Name, Destination),
                LoadBalancingPolicy = FewestCircuits.PolicyName,
                SessionAffinity = new SessionAffinityConfig { Enabled = true, Policy = ReplicaCookie.PolicyName, AffinityKeyName = Id },
                HealthCheck = new HealthCheckConfig
                {
                    Active = new ActiveHealthCheckConfig
                    {
                        Enabled = true,
                        Policy = ReplicaStatePolicy.PolicyName,
                        Path = health.Value.Path,
                        Interval = health.Value.Interval,
                        Timeout = health.Value.Timeout,
                    },
                },
                HttpClient = new HttpClientConfig { RequestHeaderEncoding = HeaderEncoding, ResponseHeaderEncoding = HeaderEncoding },
                HttpRequest = new ForwarderRequestConfig
                {
                    ActivityTimeout = forwarding.Value.ActivityTimeout,
                    Version = HttpVersion.Version11,
                    VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                },
            },
        ]);

    private DestinationConfig Destination(Replica replica) => new()
    {
        Address = replica.Prefix,
        Health = health.Value.Port is { } port ? new UriBuilder(replica.Address) { Port = port }.Uri.GetLeftPart(UriPartial.Authority) : null,
    };

    private sealed record Config(IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters) : IProxyConfig
    {
        // The replicas are fixed for the life of the process.
        public IChangeToken ChangeToken { get; } = new CancellationChangeToken(CancellationToken.None);
    }
}
