using System.Collections.Frozen;
using Yarp.ReverseProxy.Model;

namespace BlazorAspire.Gateway.Replicas;

/// <summary>Every replica, fixed for the life of the process.</summary>
internal sealed class ReplicaRegistry(IReadOnlyList<Replica> replicas)
{
    private readonly FrozenDictionary<string, Replica> _byName = replicas.ToFrozenDictionary(replica => replica.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Replica> All { get; } = replicas;

    public Replica? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The replica that a destination of the proxy stands for.</summary>
    public Replica Of(DestinationState destination) => _byName[destination.DestinationId];

    /// <summary>Nobody new is taken, and not because everything is down.</summary>
    public bool IsFull => All.Any(replica => replica.State == ReplicaState.Full) && All.All(replica => replica.State != ReplicaState.Ready);
}
