using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlazorAspire.SignalREmulator.Clients;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.SignalREmulator.Servers;

namespace BlazorAspire.SignalREmulator.Hubs;

/// <summary>One hub: the connections of its app servers, and its clients.</summary>
internal sealed class HubRoom(string name)
{
    private readonly ConcurrentDictionary<string, ServiceClient> _clients = new(StringComparer.Ordinal);
    private ImmutableArray<ServerConnection> _servers = [];
    private long _changedAt;

    public string Name { get; } = name;

    public HubGroups Groups { get; } = new();

    public HubCalls Calls { get; } = new();

    public ImmutableArray<ServerConnection> Servers => _servers;

    public ICollection<ServiceClient> Clients => _clients.Values;

    public int ClientCount => _clients.Count;

    /// <summary>The ids of the app servers, after the moment of their last change.</summary>
    public string ServersTag => $"{Interlocked.Read(ref _changedAt)}:{string.Join(';', _servers.Select(server => server.ServerId).Distinct(StringComparer.Ordinal))}";

    public void Add(ServerConnection server, DateTimeOffset now)
    {
        Interlocked.Exchange(ref _changedAt, now.Ticks);
        ImmutableInterlocked.Update(ref _servers, static (servers, added) => servers.Add(added), server);
    }

    public void Remove(ServerConnection server, DateTimeOffset now)
    {
        Interlocked.Exchange(ref _changedAt, now.Ticks);
        ImmutableInterlocked.Update(ref _servers, static (servers, removed) => servers.Remove(removed), server);
    }

    public void Add(ServiceClient client)
    {
        _clients[client.Id] = client;
        Groups.UserCame(client);
    }

    public void Remove(ServiceClient client)
    {
        _clients.TryRemove(client.Id, out _);
        Groups.Forget(client);
        foreach (var call in Calls.TakeOf(client))
        {
            call.Fail($"Connection '{client.Id}' is disconnected.");
        }
    }

    public ServiceClient? Find(string id) => _clients.GetValueOrDefault(id);

    /// <summary>The connection that a new client is given; null where its server has none here.</summary>
    public ServerConnection? Choose(StickyMode mode, string? server)
    {
        var ready = _servers.Where(connection => !connection.IsLeaving).ToArray();
        var own = ready.Where(connection => connection.ServerId == server).ToArray();
        return mode switch
        {
            StickyMode.Required => own.MinBy(connection => connection.ClientCount),
            StickyMode.Preferred when own.Length > 0 => own.MinBy(connection => connection.ClientCount),
            _ => ready.MinBy(connection => connection.ClientCount),
        };
    }

    /// <summary>A connection of any app server but one.</summary>
    public ServerConnection? ChooseOther(string serverId) =>
        _servers.Where(connection => !connection.IsLeaving && connection.ServerId != serverId).MinBy(connection => connection.ClientCount);

    /// <summary>False when there is no such client.</summary>
    public bool ChangeGroup(string connection, string group, bool joins)
    {
        if (Find(connection) is not { } client)
        {
            return false;
        }
        if (joins)
        {
            Groups.Join(client, group);
        }
        else
        {
            Groups.Leave(client, group);
        }
        return true;
    }

    public static void Send(IEnumerable<ServiceClient> clients, Payloads payloads, IReadOnlyCollection<string> excluded)
    {
        foreach (var client in clients)
        {
            if (excluded.Count == 0 || !excluded.Contains(client.Id))
            {
                client.Send(payloads);
            }
        }
    }

    public IEnumerable<ServiceClient> OfUser(string user) => Groups.OfUser(user);
}
