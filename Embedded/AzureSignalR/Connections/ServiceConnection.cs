using System.Globalization;
using System.Net.WebSockets;
using BlazorAspire.SignalREmulator.Protocol;
using Embedded.AzureSignalR.Hubs;

namespace Embedded.AzureSignalR.Connections;

/// <summary>One of a hub's connections to the service. It comes back by itself; its clients end with it, and come back on their own.</summary>
/// <param name="target">Which of its instances the service has asked it for: such a connection is not for good. Null for the usual ones.</param>
internal sealed class ServiceConnection(ServiceHub hub, ServiceAddress address, ConnectionStatus status, TimeProvider time, string? target = null)
{
    private const int Usual = 0;
    private const int OnDemand = 1;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);
    private readonly TaskCompletionSource _farewell = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null while there is none.</summary>
    public ServiceLink? Link { get; private set; }

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Start(CancellationToken stopping) => Ended = KeepAsync(stopping);

    public Task SendAsync(ServiceMessage message) => Link?.SendAsync(message) ?? throw new IOException("The connection to the SignalR service is over.");

    /// <summary>Until the service has confirmed that it sends no new clients.</summary>
    public async Task LeaveAsync(int mode)
    {
        if (Link is { } link)
        {
            await link.SendAsync(new ServiceMessage.Ping([ServiceNames.Shutdown, $"{ServiceNames.FinPrefix}{mode.ToString(CultureInfo.InvariantCulture)}"]));
            await _farewell.Task;
        }
    }

    private async Task KeepAsync(CancellationToken stopping)
    {
        // The host starts meanwhile.
        await Task.Yield();
        var wait = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            var (wasConnected, reason) = await TryAsync(stopping);
            if (stopping.IsCancellationRequested)
            {
                return;
            }
            status.Went(wasConnected, reason);
            if (target is not null)
            {
                hub.Remove(this);
                return;
            }
            wait = wasConnected ? ShortestWait : TimeSpan.FromTicks(Math.Clamp(2 * wait.Ticks, ShortestWait.Ticks, LongestWait.Ticks));
            // Many servers that lose the service at once do not come back at once.
            await Task.Delay(wait * (0.75 + (0.5 * Random.Shared.NextDouble())), time, stopping)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<(bool WasConnected, string Reason)> TryAsync(CancellationToken stopping)
    {
        var wasConnected = false;
        try
        {
            using var socket = await ConnectAsync(stopping);
            await using var link = new ServiceLink(socket, time);
            await using var messages = link.ReadAsync(stopping).GetAsyncEnumerator(stopping);
            await ShakeHandsAsync(link, messages, stopping);
            Link = link;
            wasConnected = true;
            status.Came();
            var incoming = new ServiceMessages(hub, this, status.Logger, () => _farewell.TrySetResult());
            while (await messages.MoveNextAsync())
            {
                await incoming.HandleAsync(messages.Current);
            }
            return (wasConnected, "the service closed the connection.");
        }
        catch (Exception problem) when (problem is WebSocketException or IOException or InvalidDataException or OperationCanceledException)
        {
            return (wasConnected, problem.Message);
        }
        finally
        {
            Link = null;
            _ = stopping.IsCancellationRequested && _farewell.TrySetResult();
            hub.Drop(this);
        }
    }

    private async Task<WebSocket> ConnectAsync(CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(ConnectLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {address.ServerToken(hub.Name)}");
        socket.Options.SetRequestHeader(ServiceNames.ServerIdHeader, address.ServerId);
        try
        {
            await socket.ConnectAsync(address.Server(hub.Name, Guid.NewGuid().ToString("N"), target), either.Token);
            return socket;
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ShakeHandsAsync(ServiceLink link, IAsyncEnumerator<ServiceMessage> messages, CancellationToken stopping)
    {
        await link.SendAsync(new ServiceMessage.HandshakeRequest(1, target is null ? Usual : OnDemand, target, hub.MayMigrate ? 1 : 0));
        if (!await messages.MoveNextAsync().AsTask().WaitAsync(ConnectLimit, time, stopping)
            || messages.Current is not ServiceMessage.HandshakeResponse answer)
        {
            throw new IOException("the service did not answer the handshake.");
        }
        if (answer.Error.Length > 0)
        {
            throw new IOException(answer.Error);
        }
    }
}
