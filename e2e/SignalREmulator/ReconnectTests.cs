using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.Azure.SignalR.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>Stateful reconnect, message by message: who has what when a WebSocket is lost, and what is repeated.</summary>
public sealed class ReconnectTests : EmulatorTest
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private RawServer _server = null!;
    private ReturningClient _client = null!;
    private string _id = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await RawServer.ConnectAsync(Emulator, "chat", "a", Limit, new HandshakeRequestMessage(1) { AllowStatefulReconnects = true });
        Assert.Equal("", (await _server.NextAsync<HandshakeResponseMessage>(Limit)).ErrorMessage);
        _client = await ReturningClient.ConnectAsync(Emulator, "chat", Limit);
        _id = await _server.GreetAsync(Limit);
        Assert.Equal("{}", await _client.ReadAsync(Limit));
    }

    public override async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    private protected override Task<RunningEmulator> StartAsync() =>
        RunningEmulator.StartAsync(_time, "--Emulator:ClientTimeout=00:00:20", "--Emulator:ClientPingInterval=00:00:10", "--Emulator:ClientBufferBytes=65536");

    [Fact]
    public async Task Client_ThatComesBack_GetsWhatItHasNotAcknowledged()
    {
        await TellAsync(1);
        await TellAsync(2);
        Assert.Equal(Message(1), await _client.ReadAsync(Limit));
        Assert.Equal(Message(2), await _client.ReadAsync(Limit));
        await _client.SendAsync("{\"type\":8,\"sequenceId\":1}\u001e" + Message(7) + "\u001e", Limit);
        Assert.Equal(Message(7), await HeardAsync());

        _client.Lose();
        await TellAsync(3);
        await _client.ReturnAsync(Limit);

        Assert.Equal("{\"type\":9,\"sequenceId\":2}", await _client.ReadAsync(Limit));
        Assert.Equal(Message(2), await _client.ReadAsync(Limit));
        Assert.Equal(Message(3), await _client.ReadAsync(Limit));
        await TellAsync(4);
        Assert.Equal(Message(4), await _client.ReadAsync(Limit));
    }

    [Fact]
    public async Task Client_WhoseMessageBreaksOff_RepeatsItAndItComesOnce()
    {
        await _client.SendAsync(Message(1) + "\u001e" + Message(2)[..9], Limit);
        Assert.Equal(Message(1), await HeardAsync());

        _client.Lose();
        await _client.ReturnAsync(Limit);
        await _client.SendAsync("{\"type\":9,\"sequenceId\":1}\u001e" + Message(1) + "\u001e" + Message(2) + "\u001e", Limit);

        Assert.Equal(Message(2), await HeardAsync());
    }

    [Fact]
    public async Task Client_WhoseOldWebSocketIsStillOpen_GoesOnWithTheNewOne()
    {
        await _client.SendAsync(Message(1)[..9], Limit);

        await _client.ReturnAsync(Limit);
        await _client.SendAsync("{\"type\":9,\"sequenceId\":1}\u001e" + Message(1) + "\u001e", Limit);

        Assert.Equal(Message(1), await HeardAsync());
        Assert.Equal("{\"type\":9,\"sequenceId\":1}", await _client.ReadAsync(Limit));
        await TellAsync(5);
        Assert.Equal(Message(5), await _client.ReadAsync(Limit));
    }

    [Fact]
    public async Task Client_ThatSendsMessages_GetsTheirNumberAndAgainWhenItComesBack()
    {
        await _client.SendAsync("{\"type\":6}\u001e" + Message(1) + "\u001e{\"arguments\":[],\"target\":\"t\",\"type\":1}\u001e", Limit);
        await HeardAsync();

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("{\"type\":8,\"sequenceId\":2}", await _client.ReadAsync(Limit));
        _client.Lose();
        await _client.ReturnAsync(Limit);
        await _client.SendAsync("{\"sequenceId\":2,\"type\":9}\u001e" + Message(2) + "\u001e" + Message(3) + "\u001e", Limit);
        Assert.Equal(Message(3), await HeardAsync());
        Assert.Equal("{\"type\":9,\"sequenceId\":1}", await _client.ReadAsync(Limit));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("{\"type\":8,\"sequenceId\":3}", await _client.ReadAsync(Limit));
    }

    [Fact]
    public async Task Client_ThatLeavesOutMessages_IsClosed()
    {
        _client.Lose();
        await _client.ReturnAsync(Limit);

        await _client.SendAsync("{\"type\":9,\"sequenceId\":2}\u001e", Limit);

        Assert.Equal(_id, (await _server.NextAsync<CloseConnectionMessage>(Limit)).ConnectionId);
    }

    [Theory]
    [InlineData("{\"type\":\"x\"}\u001e")]
    [InlineData("{\"type\":9.5}\u001e")]
    [InlineData("nonsense\u001e")]
    public async Task Client_ThatSendsNonsense_IsClosed(string nonsense)
    {
        await _client.SendAsync(nonsense, Limit);

        Assert.Equal(_id, (await _server.NextAsync<CloseConnectionMessage>(Limit)).ConnectionId);
    }

    [Fact]
    public async Task Client_ThatComesBackTooLate_IsGoneAndRefused()
    {
        _client.Lose();

        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(_id, (await _server.NextAsync<CloseConnectionMessage>(Limit)).ConnectionId);
        // Whether the connection is over or also forgotten by then.
        Assert.Contains(await _client.RefusedAsync(Limit), (HttpStatusCode[])[HttpStatusCode.Conflict, HttpStatusCode.Unauthorized]);
    }

    [Fact]
    public async Task Client_ThatIsAwayWhileTooMuchIsSentToIt_IsClosed()
    {
        var text = new string('x', 10_000);
        _client.Lose();

        for (var i = 0; i < 4; i++)
        {
            await _server.SendAsync(new ConnectionDataMessage(_id, Encoding.UTF8.GetBytes($"{{\"type\":1,\"target\":\"{text}\",\"arguments\":[]}}\u001e")));
        }

        Assert.Equal(_id, (await _server.NextAsync<CloseConnectionMessage>(Limit)).ConnectionId);
    }

    private static string Message(int number) => string.Create(CultureInfo.InvariantCulture, $"{{\"type\":1,\"target\":\"t\",\"arguments\":[{number}]}}");

    private Task TellAsync(int number) => _server.SendAsync(new ConnectionDataMessage(_id, Encoding.UTF8.GetBytes($"{Message(number)}\u001e")));

    /// <summary>The last of the messages that come to the app server together.</summary>
    private async Task<string> HeardAsync()
    {
        var text = Encoding.UTF8.GetString((await _server.NextAsync<ConnectionDataMessage>(Limit)).Payload.ToArray());
        return text.Split('\u001e', StringSplitOptions.RemoveEmptyEntries)[^1];
    }
}
