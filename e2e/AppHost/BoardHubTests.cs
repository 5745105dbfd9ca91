using System.Text.Json;
using Aspire.Hosting.Testing;
using BlazorAspire.Tests.Support.SignalR;
using Evergreen.WebApp.Board;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>Clients of the board's hub, through the gateway.</summary>
[Collection(SharedApp.Name)]
public sealed class BoardHubTests(SharedApp shared, ITestOutputHelper output)
{
    private const int Clients = 6;
    private const int Sent = 8;
    private readonly RunningApp _app = shared.Running;

    [Theory]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public Task Connection_OfSeveralRequests_KeepsToOneReplica(Transport transport) => _app.TestAsync(output, async limit =>
    {
        var served = await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => TalkAsync($"{transport} {number}", transport, limit)));

        Assert.True(served.Distinct().Count() > 1, $"All {Clients} clients were on {served[0]}.");
    });

    [Fact]
    public Task Send_OnEachReplica_ReachesClientsOfAllOnce() => _app.TestAsync(output, async limit =>
    {
        var clients = new List<(HttpClient Http, HubClient Hub)>();
        foreach (var replica in _app.ReplicaNames)
        {
            var http = new HttpClient { BaseAddress = _app.App.GetEndpoint(replica) };
            clients.Add((http, await HubClient.ConnectAsync(http, "/hubs/board", Transport.WebSockets, limit)));
        }

        var author = $"{Guid.NewGuid():n}";
        var sent = new List<string>();
        foreach (var (_, hub) in clients)
        {
            sent.Add((await hub.CallAsync("Send", limit, author, "to all")).GetString()!);
        }

        foreach (var (http, hub) in clients)
        {
            var heard = new List<string>();
            while (heard.Count < sent.Count || hub.Callbacks.Count > 0)
            {
                var message = (await hub.Callbacks.ReadAsync(limit)).GetProperty("arguments")[0].Deserialize<BoardMessage>(JsonSerializerOptions.Web)!;
                if (message.Author == author)
                {
                    heard.Add(message.Id);
                }
            }

            Assert.Equal(sent.Order(), heard.Order());
            await hub.DisposeAsync();
            http.Dispose();
        }
    });

    [Fact]
    public Task Negotiate_ByAForeignPage_IsRefused() => _app.TestAsync(output, async limit =>
    {
        using var visitor = _app.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/board/negotiate?negotiateVersion=1") { Headers = { { "Origin", "https://evil.example" } } };

        using var response = await visitor.SendAsync(request, limit);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
    });

    /// <summary>Sends in requests of its own and hears by the connection's. Another replica than the first would know nothing of either.</summary>
    private async Task<string> TalkAsync(string author, Transport transport, CancellationToken limit)
    {
        using var visitor = _app.NewVisitor();
        await using var client = await HubClient.ConnectAsync(visitor, "/hubs/board", transport, limit);
        var replica = (await RunningApp.AskAsync(visitor, limit)).Name;
        var ids = new List<string>();
        for (var number = 0; number < Sent; number++)
        {
            ids.Add((await client.CallAsync("Send", limit, author, $"message {number}")).GetString()!);
        }

        var heard = new List<BoardMessage>();
        while (heard.Count < Sent)
        {
            var message = (await client.Callbacks.ReadAsync(limit)).GetProperty("arguments")[0].Deserialize<BoardMessage>(JsonSerializerOptions.Web)!;
            if (message.Author == author)
            {
                heard.Add(message);
            }
        }

        Assert.Equal(ids, heard.Select(message => message.Id));
        Assert.All(heard, message => Assert.Equal(replica, message.Replica));
        return replica;
    }
}
