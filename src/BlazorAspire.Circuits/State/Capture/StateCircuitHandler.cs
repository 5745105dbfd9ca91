using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace BlazorAspire.Circuits.State.Capture;

/// <summary>Follows one circuit: claims its state when it opens, notes what its events have changed, and lets go of the state at its end.</summary>
internal sealed class StateCircuitHandler(DurableState durable, LiveCircuits circuits, StateSessions sessions, PageMover mover, IJSRuntime page, CircuitKeeper? keeper = null) : CircuitHandler
{
    private readonly LiveCircuit? _circuit = durable.Circuit;
    private bool _isClosed;

    /// <summary>Before the app's own handlers, which may use what is durable.</summary>
    public override int Order => int.MinValue;

    /// <summary>Before the circuit has a component: one that does not come to have any claims nothing.</summary>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_circuit is null)
        {
            return;
        }

        _circuit.Page = page;
        if (_circuit.Identity is { Tab: not null } identity && !sessions.AreOff)
        {
            Begin(_circuit, await sessions.StartAsync(identity));
        }
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
        _isClosed = true;
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
        _circuit is null ? next : context => _circuit.State is { } state ? HandleAsync(state, next, context) : next(context);

    private void Begin(LiveCircuit circuit, StateSession state)
    {
        if (_isClosed)
        {
            // It ended while its state was loaded.
            sessions.End(state);
            return;
        }

        circuit.State = state;
        state.Writer!.RestoredLate += () => _ = ShowAnewAsync(circuit);
        durable.TrackEarly();
    }

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
