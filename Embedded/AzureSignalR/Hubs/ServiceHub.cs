using System.Collections.Concurrent;
using BlazorAspire.SignalREmulator.Protocol;
using Embedded.AzureSignalR.Clients;
using Embedded.AzureSignalR.Connections;
using Embedded.AzureSignalR.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.Logging;

namespace Embedded.AzureSignalR.Hubs;

/// <summary>One hub: its connections to the service, and the clients that have come over them.</summary>
internal sealed class ServiceHub(
    string name, ServiceAddress address, ServiceOptions options, IHubProtocolResolver protocols, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ClientConnection> _clients = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger = loggers.CreateLogger("Microsoft.Azure.SignalR");
    private readonly ConnectionStatus _status =
        new(name, address.Server(name, "").GetLeftPart(UriPartial.Authority), loggers.CreateLogger("Microsoft.Azure.SignalR"));
    private readonly Lock _lock = new();
    private volatile ServiceConnection[] _connections = [];
    private HubApplication? _application;

    public string Name { get; } = name;

    public Acknowledgements Acknowledgements { get; } = new(time);

    public ClientCalls Calls { get; } = new();

    public IHubProtocolResolver Protocols { get; } = protocols;

    /// <summary>Whether the service may give its clients to other servers when it stops.</summary>
    public bool MayMigrate => options.GracefulShutdown.Mode == GracefulShutdownMode.MigrateClients;

    /// <summary>Whether it is mapped, so that clients can come.</summary>
    public bool IsStarted => _connections.Length > 0;

    public bool IsConnected => _connections.Any(connection => connection.Link is not null);

    public void Start(ConnectionDelegate application, Endpoint endpoint, IServiceProvider services)
    {
        if (_connections.Length > 0)
        {
            // A hub that is mapped at two addresses is one hub.
            return;
        }
        _application = new HubApplication(application, endpoint, services);
        _connections = [.. Enumerable.Range(0, options.InitialHubServerConnectionCount).Select(_ => new ServiceConnection(this, address, _status, time))];
        foreach (var connection in _connections)
        {
            connection.Start(_stopping.Token);
        }
    }

    /// <summary>One more connection, to the instance of the service that has asked for it.</summary>
    public void Connect(string target)
    {
        lock (_lock)
        {
            if (_connections.Length >= Math.Max(options.MaxHubServerConnectionCount ?? int.MaxValue, options.InitialHubServerConnectionCount))
            {
                return;
            }
            var connection = new ServiceConnection(this, address, _status, time, target);
            _connections = [.. _connections, connection];
            connection.Start(_stopping.Token);
        }
    }

    public void Remove(ServiceConnection connection)
    {
        lock (_lock)
        {
            _connections = [.. _connections.Except([connection])];
        }
    }

    public ClientConnection? Find(string id) => _clients.GetValueOrDefault(id);

    /// <summary>Null when the client is on another connection by now.</summary>
    public ClientConnection? Find(string id, ServiceConnection connection) => Find(id) is { } client && client.Service == connection ? client : null;

    public void Open(ServiceMessage.OpenConnection message, ServiceConnection connection)
    {
        var client = new ClientConnection(message, connection, _application!, _logger);
        _clients[client.ConnectionId] = client;
        _ = RunAsync(client);
    }

    public void Drop(ServiceConnection connection)
    {
        foreach (var client in _clients.Values.Where(client => client.Service == connection))
        {
            client.Gone();
        }
    }

    /// <summary>By any connection that is there.</summary>
    /// <exception cref="IOException">None is.</exception>
    public async Task SendAsync(ServiceMessage message)
    {
        foreach (var connection in _connections)
        {
            if (connection.Link is { Over.IsCancellationRequested: false } link)
            {
                await link.SendAsync(message);
                return;
            }
        }
        throw new IOException($"Hub '{Name}' has no connection to the SignalR service now.");
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_connections.Select(LeaveAsync));
        if (options.GracefulShutdown.Mode != GracefulShutdownMode.Off)
        {
            await WaitForClientsAsync(cancellationToken);
        }
        await _stopping.CancelAsync();
        await Task.WhenAll(_connections.Select(connection => connection.Ended));
        await Task.WhenAll(_clients.Values.Select(client => client.Ended)).WaitAsync(FarewellLimit, time, cancellationToken)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task LeaveAsync(ServiceConnection connection)
    {
        try
        {
            await connection.LeaveAsync(Wire(options.GracefulShutdown.Mode)).WaitAsync(FarewellLimit, time);
        }
        catch (Exception problem) when (problem is TimeoutException or IOException)
        {
            ServiceLog.NoFarewell(_logger, Name);
        }
    }

    private async Task WaitForClientsAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.GracefulShutdown.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await Task.WhenAll(_clients.Values.Select(client => client.Ended)).WaitAsync(either.Token)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task RunAsync(ClientConnection client)
    {
        try
        {
            await client.RunAsync();
        }
        finally
        {
            _clients.TryRemove(KeyValuePair.Create(client.ConnectionId, client));
            Calls.ClientGone(client.ConnectionId);
        }
    }

    /// <summary>On the wire 1 is to migrate, and 2 to wait.</summary>
    private static int Wire(GracefulShutdownMode mode) => mode switch
    {
        GracefulShutdownMode.MigrateClients => 1,
        GracefulShutdownMode.WaitForClientsClose => 2,
        _ => 0,
    };
}
