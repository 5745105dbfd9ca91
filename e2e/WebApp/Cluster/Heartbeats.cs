using System.Diagnostics.Metrics;
using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Latency;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>What a replica named webapp-1 tells of.</summary>
    public static HeartbeatSources Sources(TimeProvider time)
    {
        var here = new ReplicaIdentity("webapp-1", 42, time.GetUtcNow(), "1.0.0");
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new HeartbeatSources(new LiveCircuits(), new CircuitMemory(), new UserLatency(time), new StateMetrics(meters), new Arrivals(here, time));
    }
}
