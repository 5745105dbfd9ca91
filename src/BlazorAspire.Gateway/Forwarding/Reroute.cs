using System.Net;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Shared;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>A replica's answer that it has not acted on a request and that another is to serve it.</summary>
/// <param name="Names">The replicas that may; null for any.</param>
/// <param name="State">What the replica said of itself with it.</param>
internal sealed record Reroute(IReadOnlySet<string>? Names, ReplicaState? State)
{
    // Above what hundreds of replicas take. A longer list is not read at all, so that nobody is sent by half of one.
    private const int MaxLength = 16 * 1024;

    public static Reroute? Read(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.ServiceUnavailable || ReplicaHeaders.ValueOf(response.Headers, ReplicaContract.ElsewhereHeader) is not { } value)
        {
            return null;
        }

        var names = value.Length > MaxLength ? [] : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isAny = names.Contains(ReplicaContract.AnyReplica);
        var state = ReplicaHeaders.StateOf(response) ?? (isAny ? ReplicaState.Draining : null);
        return new Reroute(isAny ? null : names.ToHashSet(StringComparer.OrdinalIgnoreCase), state);
    }

    public bool Allows(Replica replica) => Names?.Contains(replica.Name) ?? true;
}
