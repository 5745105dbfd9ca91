using System.Text.Json;
using BlazorAspire.Tests.Support.SignalR;
using Evergreen.WebApp.Board;
using Microsoft.AspNetCore.Builder;

namespace BlazorAspire.Tests.WebApp.Hubs;

/// <summary>The board's hub on a replica that runs alone.</summary>
public sealed class BoardHubTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2), TimeProvider.System);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private WebApplication _app = null!;

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public async Task Send_OverEachTransport_ReachesAllClientsAndIsKept(Transport transport)
    {
        await using var writer = await ConnectAsync(transport);
        await using var reader = await ConnectAsync(transport);

        var id = (await writer.CallAsync("Send", _limit.Token, "Ada", "  <b>Grüße</b> 🎈 ")).GetString();

        foreach (var client in new[] { writer, reader })
        {
            var callback = await client.Callbacks.ReadAsync(_limit.Token);
            Assert.Equal("Message", callback.GetProperty("target").GetString());
            var message = callback.GetProperty("arguments")[0].Deserialize<BoardMessage>(JsonSerializerOptions.Web)!;
            Assert.Equal((id, "Ada", "<b>Grüße</b> 🎈", "alone"), (message.Id, message.Author, message.Text, message.Replica));
        }

        var kept = (await reader.CallAsync("Recent", _limit.Token)).Deserialize<BoardMessage[]>(JsonSerializerOptions.Web)!;
        Assert.Equal(id, Assert.Single(kept).Id);
    }

    [Theory]
    [InlineData("", "text", "The author is empty.")]
    [InlineData("a\nb", "text", "The author has a control character.")]
    [InlineData("12345678901234567890123456789012345678901", "text", "The author has 41 letters.")]
    [InlineData("Ada", " ", "The message is empty.")]
    [InlineData("Ada", null, "The message has 501 letters.")]
    public async Task Send_OfWhatMayNotStand_SaysWhy(string author, string? text, string expected)
    {
        await using var client = await ConnectAsync(Transport.WebSockets);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => client.CallAsync("Send", _limit.Token, author, text ?? new string('x', 501)));

        Assert.Contains($"HubException: {expected}", error.Message, StringComparison.Ordinal);
        Assert.NotNull((await client.CallAsync("Send", _limit.Token, "Ada", "well")).GetString());
    }

    [Fact]
    public async Task Send_TooFast_IsRefusedForThisConnectionOnly()
    {
        await using var fast = await ConnectAsync(Transport.WebSockets);
        await using var slow = await ConnectAsync(Transport.WebSockets);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            for (var number = 0; number < 100; number++)
            {
                await fast.CallAsync("Send", _limit.Token, "Ada", "again");
            }
        });

        Assert.Contains("Too many calls. This connection may make 10 at once, and then one every 0.5 s.", error.Message, StringComparison.Ordinal);
        Assert.NotNull((await slow.CallAsync("Send", _limit.Token, "Bob", "once")).GetString());
    }

    [Fact]
    public async Task Send_OverTheHubsLimit_ClosesThisConnectionOnly()
    {
        await using var greedy = await ConnectAsync(Transport.WebSockets);
        await using var other = await ConnectAsync(Transport.WebSockets);

        await Assert.ThrowsAsync<IOException>(() => greedy.CallAsync("Send", _limit.Token, "Ada", new string('x', 40_000)));

        Assert.NotNull((await other.CallAsync("Send", _limit.Token, "Bob", "well")).GetString());
    }

    [Fact]
    public async Task Watch_ShowsTheClientAmongOthersForAsLongAsItWatches()
    {
        await using var ada = await ConnectAsync(Transport.WebSockets);
        await using var bob = await ConnectAsync(Transport.WebSockets);
        await ada.StreamAsync("Watch", _limit.Token, "Ada");
        await UntilAsync(ada, "Ada");

        var watching = await bob.StreamAsync("Watch", _limit.Token, "Bob");
        await UntilAsync(ada, "Ada,Bob");
        await bob.CancelStreamAsync(watching, _limit.Token);
        await UntilAsync(ada, "Ada");
        await using (var cid = await ConnectAsync(Transport.WebSockets))
        {
            await cid.StreamAsync("Watch", _limit.Token, "Cid");
            await UntilAsync(ada, "Ada,Cid");
        }

        await UntilAsync(ada, "Ada");
    }

    [Fact]
    public async Task Watch_Twice_IsRefused()
    {
        await using var client = await ConnectAsync(Transport.WebSockets);
        await client.StreamAsync("Watch", _limit.Token, "Ada");
        await UntilAsync(client, "Ada");

        await client.StreamAsync("Watch", _limit.Token, "Ada");

        var error = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true)
            {
                await client.Items.ReadAsync(_limit.Token);
            }
        });
        Assert.Contains("watches already", (error.InnerException ?? error).Message, StringComparison.Ordinal);
    }

    public async Task InitializeAsync()
    {
        _app = ReplicaProgram.Build(["--urls=http://127.0.0.1:0", "--Replica:Name=alone"]);
        await _app.StartAsync(_limit.Token);
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _limit.Dispose();
    }

    private Task<HubClient> ConnectAsync(Transport transport) => HubClient.ConnectAsync(_http, "/hubs/board", transport, _limit.Token);

    private async Task UntilAsync(HubClient client, string names)
    {
        string seen;
        do
        {
            var view = await client.Items.ReadAsync(_limit.Token);
            seen = string.Join(',', view.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("name").GetString()));
        }
        while (seen != names);
    }
}
