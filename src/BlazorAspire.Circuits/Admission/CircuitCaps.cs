using System.Net;
using BlazorAspire.Circuits.Circuits;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Admission;

/// <summary>Whether an address or a user has as many circuits here as it may, so that nobody takes every place.</summary>
internal sealed class CircuitCaps(LiveCircuits circuits, IOptions<CapacityOptions> options)
{
    /// <param name="user">Empty for nobody signed in.</param>
    /// <param name="browser">Null for one without cookies.</param>
    /// <param name="tab">Its own circuit does not count: it may be about to come back to it.</param>
    public bool AreReached(IPAddress? address, string user, string? browser, string? tab) =>
        Reaches(options.Value.MaxPerAddress, circuit => Equals(circuit.Address, address) && !IsOwn(circuit, browser, tab))
        || (user.Length > 0 && Reaches(options.Value.MaxPerUser, circuit => circuit.User == user && !IsOwn(circuit, browser, tab)));

    private static bool IsOwn(LiveCircuit circuit, string? browser, string? tab) =>
        browser is not null && tab is not null && circuit.Identity is { } identity && identity.Browser == browser && identity.Tab == tab;

    private bool Reaches(int most, Func<LiveCircuit, bool> counts) => most > 0 && circuits.All.Count(counts) >= most;
}
