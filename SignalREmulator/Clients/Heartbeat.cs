using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Status;
using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>Each second: pings to clients that have heard nothing for long, an end for those who say nothing or whose authentication has expired, and the rates.</summary>
internal sealed class Heartbeat(HubTable hubs, Traffic traffic, IOptions<EmulatorOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            traffic.Sample();
            foreach (var client in hubs.All.SelectMany(hub => hub.Clients))
            {
                if (client.Request.ExpiresAt is { } expires && time.GetUtcNow() >= expires)
                {
                    client.Close("The authentication of the client has expired.");
                }
                else if (client.Unheard > options.Value.ClientTimeout)
                {
                    client.Close("The client has said nothing for too long.");
                }
                else if (client.Unsent > options.Value.ClientPingInterval)
                {
                    client.Ping();
                }
            }
        }
    }
}
