using System.Collections.Concurrent;

namespace BlazorAspire.SignalREmulator.Hubs;

/// <summary>The hubs that app servers have brought. Names are lower case, and begin with the app's where it has one.</summary>
internal sealed class HubTable
{
    private readonly ConcurrentDictionary<string, HubRoom> _hubs = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<HubRoom> All => _hubs.Values;

    public HubRoom Bring(string name) => _hubs.GetOrAdd(name, static name => new HubRoom(name.ToLowerInvariant()));

    public HubRoom? Find(string name) => _hubs.GetValueOrDefault(name);
}
