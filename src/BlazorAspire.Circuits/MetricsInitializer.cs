using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.Topics;

namespace BlazorAspire.Circuits;

/// <summary>Lets the counters of what should not happen begin at 0: an alert compares with the value before, and a counter that begins at 1 has none.</summary>
internal sealed class MetricsInitializer(CircuitMetrics circuits, StateMetrics state, TopicMetrics topics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        circuits.Begin();
        state.Begin();
        topics.Begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
