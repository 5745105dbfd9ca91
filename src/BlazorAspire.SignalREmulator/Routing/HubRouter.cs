using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Azure.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>The hubs that app servers have connected.</summary>
internal sealed class HubRouters(IOptions<EmulatorOptions> options)
{
    private readonly ConcurrentDictionary<string, HubRouter> _hubs = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<HubRouter> All => _hubs.Values.OrderBy(hub => hub.Name, StringComparer.Ordinal);

    public HubRouter GetOrAdd(string name) => _hubs.GetOrAdd(name, name => new HubRouter(name.ToLowerInvariant(), options.Value.ClientsPerServerConnection));

    public HubRouter? Find(string name) => _hubs.GetValueOrDefault(name);
}

/// <summary>One hub: which connection of which app server has which client.</summary>
internal sealed class HubRouter
{
    private readonly int _clientsPerConnection;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Client> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ClientCall> _calls = new(StringComparer.Ordinal);
    private ImmutableArray<ServerConnection> _servers = [];
    private long _serversChangedAt;

    /// <param name="name">In lower case, after the name of the app where the app has one.</param>
    /// <param name="clientsPerConnection">Clients of one connection from which on its app server is asked for another.</param>
    public HubRouter(string name, int clientsPerConnection) => (Name, _clientsPerConnection, Groups) = (name, clientsPerConnection, new Groups(this));

    public string Name { get; }

    public Groups Groups { get; }

    public ImmutableArray<ServerConnection> Servers => _servers;

    public IEnumerable<Client> Clients => _clients.Select(client => client.Value);

    public int ClientCount => _clients.Count;

    /// <summary>All app servers allow stateful reconnect: any of them may get the client.</summary>
    public bool AllowsReconnect => !_servers.IsEmpty && _servers.All(server => server.AllowsReconnect);

    /// <summary>The time of the last change, and the ids of the app servers.</summary>
    public string ServersTag => $"{Interlocked.Read(ref _serversChangedAt)}:{string.Join(';', _servers.Select(server => server.ServerId).Distinct(StringComparer.Ordinal))}";

    public Client? Find(string connectionId) => _clients.GetValueOrDefault(connectionId);

    public ServerConnection? FindServer(string serverId) => _servers.FirstOrDefault(server => server.ServerId == serverId);

    public void Add(ServerConnection server, DateTimeOffset now)
    {
        lock (_lock)
        {
            Interlocked.Exchange(ref _serversChangedAt, now.Ticks);
            _servers = _servers.Add(server);
        }
    }

    /// <summary>Forgets a connection that is over, and closes its clients.</summary>
    public void Remove(ServerConnection server, DateTimeOffset now)
    {
        Client[] lost;
        lock (_lock)
        {
            Interlocked.Exchange(ref _serversChangedAt, now.Ticks);
            _servers = _servers.Remove(server);
            lost = ClientsOf(server);
        }
        Array.ForEach(lost, client => client.Close("The app server has disconnected."));
    }

    /// <summary>Gives a new client an app server. False when the one that it needs has no connection.</summary>
    public bool TryAdd(Client client)
    {
        lock (_lock)
        {
            var ready = _servers.Where(server => server.TakesClients).ToArray();
            var own = ready.Where(server => server.ServerId == client.Request.ServerName).ToArray();
            var candidates = client.Request.IsSticky || (client.Request.PrefersServer && own.Length > 0) ? own : ready;
            if (LeastLoaded(candidates) is not { } chosen)
            {
                return false;
            }
            if (chosen.ClientCount > 0 && chosen.ClientCount % _clientsPerConnection == 0)
            {
                chosen.Post(new PingMessage { Messages = ["target", "emulator"] });
            }
            client.Route(chosen);
            _clients[client.Id] = client;
        }
        return true;
    }

    public void Remove(Client client)
    {
        lock (_lock)
        {
            _clients.TryRemove(client.Id, out _);
            client.Leave();
        }
        foreach (var call in _calls.Values.Where(call => call.Client == client && TakeCall(call.Id) == call))
        {
            FindServer(call.CallerServerId)?.Post(new ErrorCompletionMessage(call.Id, client.Id, call.Caller, $"Connection '{client.Id}' is disconnected."));
        }
    }

    /// <summary>
    /// Gives a leaving connection no more clients, and those that it has to other app servers if it migrates. A client that no other server can take is closed.
    /// </summary>
    public void Leave(ServerConnection leaving, bool migrates)
    {
        var left = new List<Client>();
        lock (_lock)
        {
            leaving.IsLeaving = true;
            foreach (var client in migrates && leaving.MayMigrate ? ClientsOf(leaving) : [])
            {
                var others = _servers.Where(server => server.TakesClients && server.ServerId != leaving.ServerId);
                if (!client.Request.IsSticky && LeastLoaded(others) is { } next)
                {
                    client.Route(next);
                }
                else
                {
                    left.Add(client);
                }
            }
        }
        left.ForEach(client => client.Close("The app server is stopping."));
    }

    public void Add(ClientCall call) => _calls[call.Id] = call;

    public ClientCall? TakeCall(string id) => _calls.TryRemove(id, out var call) ? call : null;

    /// <summary>Of the app server with the fewest clients, its connection with the fewest.</summary>
    private static ServerConnection? LeastLoaded(IEnumerable<ServerConnection> servers) => servers.GroupBy(server => server.ServerId)
        .MinBy(server => server.Sum(connection => connection.ClientCount))?.MinBy(connection => connection.ClientCount);

    private Client[] ClientsOf(ServerConnection server) => [.. Clients.Where(client => client.Server == server)];
}

/// <summary>A call of an app server to a client that has no answer yet. The answer comes through the client's own app server.</summary>
internal sealed record ClientCall(string Id, string CallerServerId, string Caller, Client Client);
