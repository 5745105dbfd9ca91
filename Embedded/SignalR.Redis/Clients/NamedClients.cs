using System.Collections.Concurrent;

namespace Embedded.SignalR.Redis.Clients;

/// <summary>Clients under a name, as groups and users have them. A name without clients takes no memory.</summary>
internal sealed class NamedClients
{
    private static readonly ConcurrentDictionary<Client, bool> None = new();
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Client, bool>> _names = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    public ConcurrentDictionary<Client, bool> Of(string name) => _names.GetValueOrDefault(name, None);

    public void Add(string name, Client client)
    {
        lock (_lock)
        {
            _names.GetOrAdd(name, _ => new ConcurrentDictionary<Client, bool>())[client] = true;
        }
    }

    public void Remove(string name, Client client)
    {
        lock (_lock)
        {
            if (_names.TryGetValue(name, out var clients) && clients.TryRemove(client, out _) && clients.IsEmpty)
            {
                _names.TryRemove(name, out _);
            }
        }
    }
}
