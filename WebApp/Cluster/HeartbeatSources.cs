using BlazorAspire.WebApp.Circuits;
using BlazorAspire.WebApp.Latency;
using BlazorAspire.WebApp.State;
using BlazorAspire.WebApp.State.Sessions;

namespace BlazorAspire.WebApp.Cluster;

/// <summary>Who knows what a heartbeat tells of this replica's circuits.</summary>
internal sealed record HeartbeatSources(CircuitCounter Circuits, CircuitMemory Memory, UserLatency Latency, StateMetrics State, Arrivals Arrivals);
