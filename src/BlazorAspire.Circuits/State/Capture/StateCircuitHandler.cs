using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace BlazorAspire.Circuits.State.Capture;

/// <summary>Follows one circuit: notes what its events have changed, and lets go of its state at its end.</summary>
internal sealed class StateCircuitHandler(DurableState durable, LiveCircuits circuits, StateSessions sessions, PageMover mover, IJSRuntime page, CircuitKeeper? keeper = null) : CircuitHandler
{
    private readonly LiveCircuit? _circuit = durable.Circuit;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_circuit is not null)
        {
            _circuit.Page = page;
            if (_circuit.State?.Writer is { } writer)
            {
                writer.RestoredLate += () => _ = ShowAnewAsync(_circuit);
            }
        }

        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        SetConnected(true);
        if (_circuit?.State?.Writer is { IsOutdated: true })
        {
            // It was away when the store came back. Not waited for: the page answers only when this has returned.
            _ = ShowAnewAsync(_circuit);
        }

        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        SetConnected(false);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_circuit is not null)
        {
            circuits.Closed(_circuit);
            keeper?.Ended(_circuit);
            if (_circuit.State is { } state)
            {
                sessions.End(state);
            }
        }

        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        _circuit?.State is { } state ? context => HandleAsync(state, next, context) : next;

    private static Task HandleAsync(StateSession state, Func<CircuitInboundActivityContext, Task> next, CircuitInboundActivityContext context) =>
        state.IsAcknowledging ? next(context) : LookAfterAsync(state, next, context);

    private static async Task LookAfterAsync(StateSession state, Func<CircuitInboundActivityContext, Task> next, CircuitInboundActivityContext context)
    {
        var before = state.Captures;
        await next(context);
        // An event that has led to a render batch has been looked at already.
        if (state.Captures == before)
        {
            state.CommitSoon();
        }
    }

    private Task<bool> ShowAnewAsync(LiveCircuit circuit) => mover.MoveAsync(circuit, MoveReason.Restore);

    private void SetConnected(bool value)
    {
        if (_circuit is not null)
        {
            circuits.SetConnected(_circuit, value);
        }
    }
}
