using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Latency;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;

namespace BlazorAspire.Circuits.Cluster;

/// <summary>Who knows what a heartbeat tells of this replica's circuits.</summary>
internal sealed record HeartbeatSources(LiveCircuits Circuits, CircuitMemory Memory, UserLatency Latency, StateMetrics State, Arrivals Arrivals);
