namespace BlazorAspire.Shared;

/// <summary>
/// What gateway, replicas and AppHost say to each other. Each has a copy of this file, and none of it is a browser's to say or to see: the gateway
/// takes the headers out, in both directions. Another front door may ignore them, as readiness and 503 mean the same to each.
/// </summary>
internal static class ReplicaContract
{
    /// <summary>Each header of this contract begins with it.</summary>
    public const string HeaderPrefix = "BlazorAspire-";

    /// <summary>Of a replica's answer: why it takes no new users, <see cref="Draining"/> or <see cref="Full"/>.</summary>
    public const string StateHeader = HeaderPrefix + "State";

    /// <summary>Of a replica's answer of 503: nothing was done, ask another replica, one of those named or any for <see cref="AnyReplica"/>.</summary>
    public const string ElsewhereHeader = HeaderPrefix + "Elsewhere";

    /// <summary>Of the gateway's request: there is no other replica, this one is to answer by itself.</summary>
    public const string StayHeader = HeaderPrefix + "Stay";

    /// <summary>Of the AppHost's request to drain: the key that the AppHost has given to its replicas.</summary>
    public const string DrainKeyHeader = HeaderPrefix + "Drain-Key";

    public const string Draining = "draining";
    public const string Full = "full";
    public const string AnyReplica = "*";

    /// <summary>Where each process says whether it is ready for users.</summary>
    public const string HealthPath = "/health";

    /// <summary>Where a replica is asked to drain.</summary>
    public const string DrainPath = "/drain";
}
