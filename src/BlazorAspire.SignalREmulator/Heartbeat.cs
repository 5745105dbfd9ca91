using BlazorAspire.SignalREmulator.Routing;
using Microsoft.Azure.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator;

/// <summary>Each second: a ping where nothing was sent for long, and an end for those that are silent or expired.</summary>
internal sealed class Heartbeat(HubRouters hubs, IOptions<EmulatorOptions> options, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    // The figures of the SDK.
    private static readonly TimeSpan ServerPingInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ServerTimeout = TimeSpan.FromSeconds(30);
    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => CheckAll(), null, Period, Period);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    private void CheckAll()
    {
        hubs.All.SelectMany(hub => hub.Clients).ToList().ForEach(Check);
        hubs.All.SelectMany(hub => hub.Servers).ToList().ForEach(Check);
    }

    private void Check(Client client)
    {
        client.Acknowledge();
        if (client.Request.ExpiresAt <= time.GetUtcNow())
        {
            client.Close("The authentication of the client has expired.");
        }
        else if (client.Unheard > options.Value.ClientTimeout)
        {
            client.Close("The client has sent nothing for too long.");
        }
        else if (client.Unsent > options.Value.ClientPingInterval)
        {
            client.Ping();
        }
    }

    private static void Check(ServerConnection server)
    {
        if (server.Unheard > ServerTimeout)
        {
            server.Abort();
        }
        else if (server.Unsent >= ServerPingInterval)
        {
            server.Post(PingMessage.Instance);
        }
    }
}
