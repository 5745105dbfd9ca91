using BlazorAspire.Gateway.Replicas;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace BlazorAspire.Gateway.Balancing;

/// <summary>The replica with the fewest open circuits and users on their way; equals take turns.</summary>
internal sealed class FewestCircuits(ReplicaRegistry registry, PendingUsers pending) : ILoadBalancingPolicy
{
    public const string PolicyName = "FewestCircuits";

    private int _turn;

    public string Name => PolicyName;

    public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var loads = availableDestinations.Select(destination => Load(registry.Of(destination))).ToList();
        var turn = Volatile.Read(ref _turn);
        var chosen = Enumerable.Range(0, loads.Count).Select(i => (turn + i) % loads.Count).MinBy(i => loads[i]);
        Volatile.Write(ref _turn, chosen + 1);
        return availableDestinations[chosen];
    }

    private int Load(Replica replica) => replica.OpenCircuits + pending.Count(replica);
}
