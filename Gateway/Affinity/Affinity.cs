using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Affinity;

/// <summary>Which browser this is, and the replica that holds its circuits if that is known and can be used.</summary>
/// <param name="Dead">The replica that held them and is gone.</param>
internal readonly record struct Affinity(Guid Browser, Replica? Replica, AffinityMiss Miss, Replica? Dead = null);
