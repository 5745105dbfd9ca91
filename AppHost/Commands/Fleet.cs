using System.Security.Cryptography;

namespace BlazorAspire.AppHost.Commands;

/// <summary>The replicas and their gateway, as far as commands need to know them.</summary>
internal sealed class Fleet
{
    private readonly List<(string Name, EndpointReference Endpoint)> _replicas = [];
    private EndpointReference? _gateway;

    /// <summary>Made anew for each run: nobody but this AppHost can drain a replica.</summary>
    public string DrainKey { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);

    public Departures Departures { get; } = new();

    public void Add(IResourceBuilder<ProjectResource> replica) => _replicas.Add((replica.Resource.Name, replica.GetEndpoint("http")));

    public void SetGateway(IResourceBuilder<ProjectResource> gateway) => _gateway = gateway.GetEndpoint("http");

    public IReadOnlyList<IReplica> Replicas(IServiceProvider services)
    {
        var gateway = new Uri(_gateway?.Url ?? throw new InvalidOperationException("The fleet has no gateway. Call SetGateway."));
        return [.. _replicas.Select(replica => new RunningReplica(replica.Name, new Uri(replica.Endpoint.Url), gateway, DrainKey, services))];
    }
}
