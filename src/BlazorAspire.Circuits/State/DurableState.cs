using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.State.Declaration;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.AspNetCore.Components;

namespace BlazorAspire.Circuits;

/// <summary>The durable state of the page or circuit at hand.</summary>
public sealed class DurableState : IDisposable
{
    private readonly LiveCircuits? _circuits;
    private readonly List<(object Target, DurableType Type)> _early = [];
    private StateSession? _page;

    // The renderer asks for this before anything else of a circuit is made, within the call that starts it.
    internal DurableState(LiveCircuits? circuits = null) => (_circuits, Circuit) = (circuits, StartingCircuit.Current);

    /// <summary>Null while a page is prerendered.</summary>
    internal LiveCircuit? Circuit { get; }

    /// <summary>
    /// The tab whose state the page is prerendered with; empty for a new tab. Null, so that the page has no such mark, where a tab must not ask for it again
    /// with its state: it answers a form, or saving is off.
    /// </summary>
    public string? Tab { get; private set; }

    /// <summary>Null where nothing is durable: the page came without a tab, or saving is off; and until the circuit is open.</summary>
    internal StateSession? Session => Circuit is null ? _page : Circuit.State;

    /// <summary>
    /// Restores the durable values of one of several instances of a component, and saves them from now on. Call it first in OnInitialized;
    /// the class is marked <c>[Durable(Keyed = true)]</c>.
    /// </summary>
    /// <param name="component">The instance: <c>this</c>.</param>
    /// <param name="key">What tells it from the others, and is the same when the page is opened again: the id of the record that it shows.</param>
    /// <exception cref="InvalidOperationException">The class is not marked so.</exception>
    public void Restore(IComponent component, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (DurableType.Of(component.GetType()) is not { IsKeyed: true } type)
        {
            throw new InvalidOperationException($"Component '{component.GetType().Name}' has no keyed durable property. Mark its class [Durable(Keyed = true)] and the properties [Durable].");
        }

        Session?.Track(component, type, key);
    }

    /// <summary>Asks a newer version of the app, and whoever moves users between replicas, to wait while something on the page is unfinished. Ends when it is disposed.</summary>
    /// <param name="reason">What is unfinished, as the user is told it: "Your message is not sent yet."</param>
    /// <returns>Null while a page is prerendered.</returns>
    public IDisposable? Hold(string reason) => Circuit?.Holds.Begin(reason);

    /// <summary>A circuit that has never shown anything has no handlers, which would hear of its end.</summary>
    void IDisposable.Dispose()
    {
        if (Circuit is not null)
        {
            _circuits?.Closed(Circuit);
        }
    }

    internal void Use(StateSession session, string? tab)
    {
        _page = session;
        Tab = tab;
    }

    /// <summary>Restores an object that is alone of its class, if that has durable properties.</summary>
    internal void Track(object target)
    {
        if (DurableType.Of(target.GetType()) is not { IsKeyed: false } type)
        {
            return;
        }

        if (Session is { } session)
        {
            session.Track(target, type);
        }
        else if (Circuit is { IsOpen: false })
        {
            _early.Add((target, type));
        }
    }

    /// <summary>Restores what was made before the circuit was open: services that its handlers use.</summary>
    internal void TrackEarly()
    {
        foreach (var (target, type) in _early)
        {
            Session?.Track(target, type);
        }

        _early.Clear();
    }
}
