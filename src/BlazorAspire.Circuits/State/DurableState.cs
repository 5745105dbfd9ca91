using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.State.Declaration;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.AspNetCore.Components;

namespace BlazorAspire.Circuits.State;

/// <summary>The durable state of the page or circuit at hand.</summary>
public sealed class DurableState
{
    // The renderer asks for this before anything else of a circuit is made, within the call that starts it.
    internal DurableState()
    {
        Circuit = StartingCircuit.Current;
        Session = Circuit?.State;
    }

    /// <summary>Null while a page is prerendered.</summary>
    internal LiveCircuit? Circuit { get; }

    /// <summary>
    /// The tab whose state the page is prerendered with; empty for a new tab. Null, so that the page has no such mark, where a tab must not ask for it again
    /// with its state: it answers a form, or saving is off.
    /// </summary>
    public string? Tab { get; private set; }

    /// <summary>Null where nothing is durable: the page came without a tab, or saving is off.</summary>
    internal StateSession? Session { get; private set; }

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

    internal void Use(StateSession session, string? tab)
    {
        Session = session;
        Tab = tab;
    }

    /// <summary>Restores an object that is alone of its class, if that has durable properties.</summary>
    internal void Track(object target)
    {
        if (Session is { } session && DurableType.Of(target.GetType()) is { IsKeyed: false } type)
        {
            session.Track(target, type);
        }
    }
}
