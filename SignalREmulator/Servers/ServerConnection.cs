using System.Collections.Concurrent;
using BlazorAspire.SignalREmulator.Clients;
using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Protocol;

namespace BlazorAspire.SignalREmulator.Servers;

/// <summary>One of the connections that an app server holds for a hub. Its clients end with it.</summary>
internal sealed class ServerConnection(string id, string serverId, HubRoom hub, ServiceLink link)
{
    private readonly ConcurrentDictionary<ServiceClient, bool> _clients = new();

    public string Id { get; } = id;

    public string ServerId { get; } = serverId;

    public HubRoom Hub { get; } = hub;

    public ServiceLink Link { get; } = link;

    public int ClientCount => _clients.Count;

    public ICollection<ServiceClient> Clients => _clients.Keys;

    /// <summary>It has said that it goes: it gets no new clients.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Its clients may be given to another app server when it leaves.</summary>
    public bool MayMigrate { get; set; }

    public void Add(ServiceClient client) => _clients[client] = true;

    public void Remove(ServiceClient client) => _clients.TryRemove(client, out _);

    public Task SendAsync(ServiceMessage message) => Link.SendAsync(message);

    /// <summary>Sends without waiting. Where the connection is over nobody is there to care.</summary>
    public void Post(ServiceMessage message) =>
        _ = Link.SendAsync(message).ContinueWith(sent => sent.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
