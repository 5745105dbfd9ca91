using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorAspire.Circuits.Topics.Presence;

/// <summary>Takes a circuit's users off their topics while no browser is on the line.</summary>
internal sealed class PresenceCircuitHandler(PageTopics topics) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        topics.SetConnected(true);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        topics.SetConnected(false);
        return Task.CompletedTask;
    }
}
