using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>One attempt to have a replica serve a request.</summary>
/// <param name="IsNew">Whether the browser does not know yet that this is its replica.</param>
/// <param name="Sent">How often a replica may have seen the request before this attempt.</param>
internal sealed record Visit(Guid Browser, Replica Replica, bool IsNew, int Sent = 0);
