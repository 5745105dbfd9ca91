using System.Collections.Concurrent;
using BlazorAspire.Circuits.State.Sessions;

namespace BlazorAspire.Circuits.Moves;

/// <summary>Pages that were asked to move to certain replicas, until they ask for a page or a connection again.</summary>
internal sealed class PendingMoves(TimeProvider time)
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Targets, long At)> _byTab = new(StringComparer.Ordinal);

    public void Add(StateIdentity identity, IReadOnlyList<string> targets)
    {
        foreach (var (tab, move) in _byTab)
        {
            if (time.GetElapsedTime(move.At) >= Validity)
            {
                _byTab.TryRemove(tab, out _);
            }
        }

        _byTab[KeyOf(identity)] = (targets, time.GetTimestamp());
    }

    /// <summary>Where the page is to go; null when it was not asked to. It is said once.</summary>
    public IReadOnlyList<string>? Take(StateIdentity identity) =>
        _byTab.TryRemove(KeyOf(identity), out var move) && time.GetElapsedTime(move.At) < Validity ? move.Targets : null;

    /// <summary>Whoever is signed in when the page asks: it is asked for by the tab.</summary>
    private static string KeyOf(StateIdentity identity) => new StateIdentity(identity.Browser, "", identity.Tab).TabKey;
}
