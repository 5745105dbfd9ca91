using BlazorAspire.WebApp.Cluster;

namespace BlazorAspire.Tests.WebApp.Cluster;

internal static class Heartbeats
{
    public static ReplicaHeartbeat Of(string name, DateTimeOffset sentAt, int circuits = 0, int waiting = 0, bool stopping = false) => new()
    {
        Name = name,
        ProcessId = 4711,
        Version = "1.2.3",
        StartedAt = sentAt.AddSeconds(-75),
        SentAt = sentAt,
        IsStopping = stopping,
        ConnectedCircuits = circuits,
        WaitingCircuits = waiting,
        MemoryBytes = 100 * 1_048_576,
    };
}
