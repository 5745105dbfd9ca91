namespace BlazorAspire.Gateway.Affinity;

/// <summary>Why a request's cookie did not name a replica to use.</summary>
internal enum AffinityMiss
{
    NoCookie,
    Doubled,
    Oversized,

    /// <summary>Forged, damaged, or protected with keys of another installation.</summary>
    Unreadable,
    UnknownReplica,
    DeadReplica,
}
