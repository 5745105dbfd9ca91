using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using BlazorAspire.SignalREmulator;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.Extensions.Options;
using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>The emulator as app servers and clients see it on the wire.</summary>
public sealed class EmulatorTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2), TimeProvider.System);
    private RunningEmulator _emulator = null!;

    public async Task InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Client_WhenItConnects_IsToldWithItsProtocolAndThenItsHandshake()
    {
        await using var server = await ServerAsync("a");
        await using var client = await ClientAsync(new Claim("name", "Ada"), new Claim(ServiceNames.UserId, "ada"));

        var open = await server.NextAsync<OpenConnection>(_limit.Token);
        var handshake = await server.NextAsync<ConnectionData>(_limit.Token);
        await server.SendAsync(new ConnectionData(open.ConnectionId, Encoding.UTF8.GetBytes("{}\u001e"), DataKind.Handshake));
        await client.SendAsync("hello", _limit.Token);

        Assert.Equal("json", open.Protocol);
        Assert.Contains(open.Claims, claim => claim is { Type: "name", Value: "Ada" });
        Assert.DoesNotContain("access_token", open.Query, StringComparison.Ordinal);
        Assert.Equal((open.ConnectionId, DataKind.Handshake), (handshake.ConnectionId, handshake.Kind));
        Assert.StartsWith("{\"protocol\"", Text(handshake.Payload), StringComparison.Ordinal);
        Assert.Equal("{}\u001e", await client.ReadAsync(_limit.Token));
        Assert.Equal("hello", Text((await server.NextAsync<ConnectionData>(_limit.Token)).Payload));
    }

    [Fact]
    public async Task Client_ThatMustComeToItsServer_ComesThereOrIsRefused()
    {
        await using var a = await ServerAsync("a");
        await using var b = await ServerAsync("b");
        for (var i = 0; i < 5; i++)
        {
            await using var client = await ClientAsync(Sticky("Required", "b"));
            await b.NextAsync<OpenConnection>(_limit.Token);
        }

        await using var lost = await ClientAsync(Sticky("Required", "gone"));

        Assert.Contains("App server 'gone' is not connected for hub 'chat'.", Unescape(await lost.ReadAsync(_limit.Token)), StringComparison.Ordinal);
        Assert.Null(await lost.ReadAsync(_limit.Token));
    }

    [Fact]
    public async Task Client_ThatWouldRatherComeToAServerThatIsGone_ComesToAnother()
    {
        await using var server = await ServerAsync("a");
        await using var client = await ClientAsync(Sticky("Preferred", "gone"));

        await server.NextAsync<OpenConnection>(_limit.Token);

        await server.SendAsync(new Ping([ServiceNames.Status, ""]));
        Assert.Equal("1", (await server.NextAsync<Ping>(_limit.Token))[ServiceNames.Status]);
    }

    [Fact]
    public async Task Server_WhenKilled_TakesItsClientsAlongAndNoOthers()
    {
        await using var a = await ServerAsync("a");
        await using var b = await ServerAsync("b");
        await using var ofA = await ClientAsync(Sticky("Required", "a"));
        await using var ofB = await ClientAsync(Sticky("Required", "b"));
        var kept = await b.NextAsync<OpenConnection>(_limit.Token);
        await a.NextAsync<OpenConnection>(_limit.Token);

        a.Kill();

        await ofA.ClosedAsync(_limit.Token);
        await b.SendAsync(new ConnectionData(kept.ConnectionId, Encoding.UTF8.GetBytes("still here")));
        Assert.Equal("still here", await ofB.ReadAsync(_limit.Token));
    }

    [Fact]
    public async Task Client_WhenItGoes_IsTakenFromItsServer()
    {
        await using var server = await ServerAsync("a");
        var client = await ClientAsync();
        var open = await server.NextAsync<OpenConnection>(_limit.Token);

        await client.DisposeAsync();

        Assert.Equal(open.ConnectionId, (await server.NextAsync<CloseConnection>(_limit.Token)).ConnectionId);
    }

    [Fact]
    public async Task Pings_ThatAsk_AreAnswered()
    {
        await using var server = await ServerAsync("a");

        await server.SendAsync(new Ping([ServiceNames.Echo, "7"]));
        Assert.Equal("7", (await server.NextAsync<Ping>(_limit.Token))[ServiceNames.Echo]);
        await server.SendAsync(new Ping([ServiceNames.Status, "1"]));
        Assert.Equal("0", (await server.NextAsync<Ping>(_limit.Token))[ServiceNames.Status]);
        await server.SendAsync(new Ping([ServiceNames.Servers, ""]));
        Assert.Matches("^[0-9]+:a$", (await server.NextAsync<Ping>(_limit.Token))[ServiceNames.Servers]);
    }

    [Fact]
    public async Task Server_ThatLeaves_IsConfirmedAndGetsNoNewClients()
    {
        await using var a = await ServerAsync("a");
        await using var b = await ServerAsync("b");

        await a.SendAsync(new Ping([ServiceNames.Shutdown, "fin:2"]));

        Assert.Equal(ServiceNames.FinAck, (await a.NextAsync<Ping>(_limit.Token))[ServiceNames.Shutdown]);
        for (var i = 0; i < 3; i++)
        {
            await using var client = await ClientAsync(Sticky("Preferred", "a"));
            await b.NextAsync<OpenConnection>(_limit.Token);
        }
    }

    [Fact]
    public async Task Groups_AndUsers_GetWhatIsForThem()
    {
        await using var server = await ServerAsync("a");
        await using var one = await ClientAsync(new Claim(ServiceNames.UserId, "ada"));
        var first = await server.NextAsync<OpenConnection>(_limit.Token);
        await using var two = await ClientAsync(new Claim(ServiceNames.UserId, "bob"));
        var second = await server.NextAsync<OpenConnection>(_limit.Token);

        await server.SendAsync(new JoinGroupWithAck(first.ConnectionId, "g", 1));
        Assert.Equal(new Ack(1, AckStatus.Ok), await server.NextAsync<Ack>(_limit.Token));
        await server.SendAsync(new JoinGroupWithAck("nobody", "g", 2));
        Assert.Equal(AckStatus.NotFound, (await server.NextAsync<Ack>(_limit.Token)).Status);
        await server.SendAsync(new UserJoinGroup("bob", "g"));

        await server.SendAsync(new GroupBroadcast("g", [second.ConnectionId], Json("1")));
        await server.SendAsync(new GroupBroadcast("g", [], Json("2"), ["ada"]));
        await server.SendAsync(new UserData("ada", Json("3")));
        await server.SendAsync(new MultiUserData(["bob"], Json("4")));
        await server.SendAsync(new LeaveGroupWithAck(first.ConnectionId, "g", 3));
        await server.SendAsync(new UserLeaveGroup("bob", "g"));
        await server.SendAsync(new GroupBroadcast("g", [], Json("nobody")));
        await server.SendAsync(new Broadcast([first.ConnectionId], Json("5")));
        await server.SendAsync(new MultiConnectionData([first.ConnectionId, second.ConnectionId], Json("6")));

        Assert.Equal(["1", "3", "6"], await MessagesAsync(one, 3));
        Assert.Equal(["2", "4", "5", "6"], await MessagesAsync(two, 4));
    }

    [Fact]
    public async Task CallToAClient_OfAnotherServer_IsAnsweredByThatOne()
    {
        await using var a = await ServerAsync("a");
        await using var b = await ServerAsync("b");
        await using var client = await ClientAsync(Sticky("Required", "b"));
        var open = await b.NextAsync<OpenConnection>(_limit.Token);

        await a.SendAsync(new ClientInvocation("i", open.ConnectionId, "a", Json("question")));

        Assert.Equal(("i", "a"), (await b.NextAsync<ClientInvocation>(_limit.Token)) is var routed ? (routed.InvocationId, routed.Caller) : default);
        Assert.Equal("i", (await a.NextAsync<ServiceMapping>(_limit.Token)).InvocationId);
        Assert.Equal(["question"], await MessagesAsync(client, 1));
        await b.SendAsync(new ClientCompletion("i", open.ConnectionId, "a", "json", Encoding.UTF8.GetBytes("answer")));
        Assert.Equal("answer", Text((await a.NextAsync<ClientCompletion>(_limit.Token)).Payload));
    }

    [Fact]
    public async Task CallToAClient_ThatGoesOrNeverWas_FailsForTheCaller()
    {
        await using var a = await ServerAsync("a");
        var client = await ClientAsync();
        var open = await a.NextAsync<OpenConnection>(_limit.Token);

        await a.SendAsync(new ClientInvocation("1", "nobody", "a", Json("x")));
        Assert.Contains("'nobody' does not exist", (await a.NextAsync<ErrorCompletion>(_limit.Token)).Error, StringComparison.Ordinal);
        await a.SendAsync(new ClientInvocation("2", open.ConnectionId, "a", Json("x")));
        await MessagesAsync(client, 1);
        await client.DisposeAsync();

        Assert.Equal("2", (await a.NextAsync<ErrorCompletion>(_limit.Token)).InvocationId);
    }

    [Fact]
    public async Task Hubs_OfAnotherName_HearNothing()
    {
        await using var one = await FakeServer.ConnectAsync(_emulator, "shop_chat", "a", _limit.Token);
        await using var two = await FakeServer.ConnectAsync(_emulator, "blog_chat", "b", _limit.Token);
        await using var client = await FakeClient.ConnectAsync(_emulator, "shop_chat", _limit.Token);
        await one.NextAsync<OpenConnection>(_limit.Token);

        await two.SendAsync(new Broadcast([], Json("blog")));
        await two.SendAsync(new Ping([ServiceNames.Echo, "x"]));
        await two.NextAsync<Ping>(_limit.Token);
        await one.SendAsync(new Broadcast([], Json("shop")));

        Assert.Equal(["shop"], await MessagesAsync(client, 1));
    }

    [Fact]
    public async Task Client_ThatDoesNotRead_IsLetGoAndHarmsNobody()
    {
        await using var server = await ServerAsync("a");
        await using var slow = await ClientAsync();
        var slowOpen = await server.NextAsync<OpenConnection>(_limit.Token);
        await using var other = await ClientAsync();
        var otherOpen = await server.NextAsync<OpenConnection>(_limit.Token);
        var much = new byte[1024 * 1024];

        // More than the emulator keeps for one client, and than the network takes in between.
        for (var i = 0; i < 64; i++)
        {
            await server.SendAsync(new ConnectionData(slowOpen.ConnectionId, much));
        }
        await server.SendAsync(new ConnectionData(otherOpen.ConnectionId, Encoding.UTF8.GetBytes("fine")));

        Assert.Equal("fine", await other.ReadAsync(_limit.Token));
        Assert.Equal(slowOpen.ConnectionId, (await server.NextAsync<CloseConnection>(_limit.Token)).ConnectionId);
    }

    [Fact]
    public async Task Server_ThatSendsNonsense_IsDisconnected()
    {
        await using var server = await ServerAsync("a");

        await server.SendRawAsync([0x03, 0xC1, 0xC1, 0xC1]);

        await server.EndedAsync(_limit.Token);
    }

    [Theory]
    [InlineData("/client/negotiate?hub=chat", null, HttpStatusCode.Unauthorized)]
    [InlineData("/client/negotiate?hub=chat", "/server", HttpStatusCode.Unauthorized)]
    [InlineData("/server/?hub=chat", "/client", HttpStatusCode.Unauthorized)]
    [InlineData("/client/negotiate", "/client", HttpStatusCode.BadRequest)]
    [InlineData("/client/negotiate?hub=other", "/client", HttpStatusCode.Unauthorized)]
    [InlineData("/client/negotiate?hub=chat", "/client", HttpStatusCode.OK)]
    public async Task Request_WithATokenOfTheOtherEndOrHubOrNone_IsRefused(string path, string? end, HttpStatusCode expected)
    {
        using var http = new HttpClient { BaseAddress = _emulator.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        if (end is not null)
        {
            request.Headers.Authorization = new("Bearer", _emulator.Token(end, "chat"));
        }

        using var response = await http.SendAsync(request, _limit.Token);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Status_OfARunningService_ShowsServersAndClients()
    {
        await using var server = await ServerAsync("<a>");
        await using var client = await ClientAsync();
        await server.NextAsync<OpenConnection>(_limit.Token);
        using var http = new HttpClient { BaseAddress = _emulator.Address };

        var status = await http.GetFromJsonAsync<JsonElement>("/status", _limit.Token);
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative), _limit.Token);

        var hub = Assert.Single(status.GetProperty("hubs").EnumerateArray());
        Assert.Equal(("chat", 1), (hub.GetProperty("name").GetString(), hub.GetProperty("clients").GetInt32()));
        Assert.Contains("&lt;a&gt;", page, StringComparison.Ordinal);
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health", UriKind.Relative), _limit.Token));
    }

    [Theory]
    [InlineData("--urls=http://0.0.0.0:8888", "The emulator is told to listen on 'http://0.0.0.0:8888'")]
    [InlineData("--Emulator:AccessKey=short", "Emulator:AccessKey has 5 characters. Use at least 32")]
    [InlineData("--Emulator:ClientBufferBytes=1", "Emulator:ClientBufferBytes is 1. Use 65536 to 268435456.")]
    [InlineData("--Emulator:ClientTimeout=00:00:01", "Emulator:ClientTimeout is 00:00:01.")]
    [InlineData("--Emulator:ClientPingInterval=01:00:00", "Emulator:ClientPingInterval is 01:00:00. Use 00:00:01 to 00:05:00.")]
    public void Build_WithAWrongSetting_SaysWhichAndWhatIsAllowed(string setting, string expected)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => EmulatorApplication.Build([setting]));

        Assert.StartsWith(expected, problem.Failures.Single(), StringComparison.Ordinal);
    }

    private Task<FakeServer> ServerAsync(string id) => FakeServer.ConnectAsync(_emulator, "chat", id, _limit.Token);

    private Task<FakeClient> ClientAsync(params Claim[] claims) => FakeClient.ConnectAsync(_emulator, "chat", _limit.Token, claims);

    private async Task<IReadOnlyList<string>> MessagesAsync(FakeClient client, int count)
    {
        var messages = new List<string>();
        while (messages.Count < count)
        {
            var piece = await client.ReadAsync(_limit.Token) ?? throw new IOException("The service has closed the connection.");
            messages.AddRange(piece.Split('\u001e', StringSplitOptions.RemoveEmptyEntries).Where(message => !message.StartsWith('{')));
        }
        return messages;
    }

    private static Claim[] Sticky(string mode, string server) => [new Claim(ServiceNames.StickyMode, mode), new Claim(ServiceNames.ServerName, server)];

    private static Payloads Json(string text) => new() { ["json"] = Encoding.UTF8.GetBytes($"{text}\u001e") };

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string Unescape(string? text) => System.Text.RegularExpressions.Regex.Unescape(text ?? "");
}
