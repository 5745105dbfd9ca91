using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>A hub on several servers, with a client on each. What is sent on the first goes to all.</summary>
internal sealed class HubFanout : IFanout, IAsyncDisposable
{
    private readonly IReadOnlyList<FanoutServer> _servers;
    private readonly IReadOnlyList<FanoutClient> _clients;

    private HubFanout(IReadOnlyList<FanoutServer> servers, IReadOnlyList<FanoutClient> clients)
    {
        _servers = servers;
        _clients = clients;
    }

    public string Name => "hub";

    public IReadOnlyList<Arrivals> Receivers => [.. _clients.Select(client => client.Arrivals)];

    public static async Task<HubFanout> StartAsync(string redis, int servers, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = new List<FanoutServer>();
        var clients = new List<FanoutClient>();
        for (var i = 0; i < servers; i++)
        {
            started.Add(await FanoutServer.StartAsync(redis, cancellationToken));
            clients.Add(await FanoutClient.ConnectAsync(started[i].Address, time, cancellationToken));
        }
        return new HubFanout(started, clients);
    }

    public async ValueTask SendAsync(string text) => await _servers[0].Everybody.SendAsync("m", text);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }
}
