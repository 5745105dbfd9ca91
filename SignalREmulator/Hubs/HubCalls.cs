using System.Collections.Concurrent;
using BlazorAspire.SignalREmulator.Clients;

namespace BlazorAspire.SignalREmulator.Hubs;

/// <summary>The calls to clients that have no answer yet.</summary>
internal sealed class HubCalls
{
    private readonly ConcurrentDictionary<string, HubCall> _calls = new(StringComparer.Ordinal);

    public void Add(HubCall call) => _calls[call.Id] = call;

    public HubCall? Take(string id) => _calls.TryRemove(id, out var call) ? call : null;

    public IEnumerable<HubCall> TakeOf(ServiceClient client) =>
        _calls.Values.Where(call => call.Client == client).Select(call => Take(call.Id)).OfType<HubCall>();
}
