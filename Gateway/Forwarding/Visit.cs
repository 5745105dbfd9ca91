using System.Collections.Immutable;
using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>One attempt to have a replica serve a request.</summary>
/// <param name="IsNew">Whether the browser does not know yet that this is its replica.</param>
internal sealed record Visit(Guid Browser, Replica Replica, bool IsNew)
{
    /// <summary>How often a replica may have seen the request before this attempt.</summary>
    public int Sent { get; init; }

    /// <summary>Whether the replica is told to serve the request, as nobody else can.</summary>
    public bool Stays { get; init; }

    private ImmutableArray<Replica> Before { get; init; } = [];

    public bool HasTried(Replica replica) => replica == Replica || Before.Contains(replica);

    public Visit At(Replica replica) => this with { Replica = replica, IsNew = true, Before = Before.Add(Replica) };
}
