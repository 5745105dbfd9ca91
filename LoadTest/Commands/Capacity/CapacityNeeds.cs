namespace BlazorAspire.LoadTest.Commands.Capacity;

/// <summary>What an app has to carry.</summary>
/// <param name="Users">Users at once, each with one open page.</param>
/// <param name="CircuitKilobytes">Memory of a replica that one of them takes.</param>
/// <param name="StateKilobytes">What Redis keeps of each.</param>
/// <param name="Headroom">Percent on top of what they take: for peaks, and for the garbage that waits to be collected.</param>
/// <param name="ReplicaMegabytes">The memory that a replica may have.</param>
/// <param name="BaseMegabytes">What a replica takes before its first user.</param>
/// <param name="Spares">Replicas that may be away while the others carry all users.</param>
internal sealed record CapacityNeeds(int Users, int CircuitKilobytes, int StateKilobytes, int Headroom, int ReplicaMegabytes, int BaseMegabytes, int Spares);
