using System.Collections.Concurrent;
using BlazorAspire.Circuits.Circuits;

namespace BlazorAspire.Circuits.Admission;

/// <summary>Browsers that belong here: they have a circuit, or were given a page a moment ago and are about to open one.</summary>
internal sealed class AdmittedSessions(LiveCircuits circuits, TimeProvider time)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);
    private const int Max = 10_000;
    private readonly ConcurrentDictionary<string, long> _admitted = new(StringComparer.Ordinal);
    private readonly Throttle _sweeps = new(Validity, time);

    internal int Count => _admitted.Count;

    public bool Has(string? browser) => browser is not null
        && ((_admitted.TryGetValue(browser, out var at) && time.GetElapsedTime(at) < Validity) || circuits.All.Any(circuit => circuit.Identity?.Browser == browser));

    public void Admit(string browser)
    {
        if (_sweeps.IsAllowed() || _admitted.Count >= Max)
        {
            foreach (var (other, at) in _admitted)
            {
                if (time.GetElapsedTime(at) >= Validity)
                {
                    _admitted.TryRemove(other, out _);
                }
            }
        }

        if (_admitted.Count < Max)
        {
            _admitted[browser] = time.GetTimestamp();
        }
    }
}
