using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>One attempt to have a replica serve a request.</summary>
/// <param name="IsNew">Whether the browser does not know yet that this is its replica.</param>
internal sealed record Visit(Guid Browser, Replica Replica, bool IsNew);
