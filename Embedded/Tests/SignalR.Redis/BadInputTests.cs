using System.Text;
using Embedded.SignalR.Redis.Wire;
using Embedded.Tests.Redis;
using Embedded.Tests.SignalR.Redis.Support;
using Microsoft.AspNetCore.SignalR;
using StackExchange.Redis;

namespace Embedded.Tests.SignalR.Redis;

/// <summary>What somebody else publishes on the channel of a hub.</summary>
[Collection(GarnetCollection.Name)]
public sealed class BadInputTests(GarnetServer redis)
{
    private static readonly RedisChannel Channel = new(typeof(TestHub).FullName!, RedisChannel.PatternMode.Literal);

    public static TheoryData<string, byte[]> Bad { get; } = new()
    {
        { "foreign", [] },
        { "foreign", [1, 2, 3] },
        { "foreign", Encoding.UTF8.GetBytes("{ \"hello\": \"from another program, with enough bytes for a head\" }") },
        { "malformed", Whole()[..24] },
        { "malformed", [.. Whole(), 0] },
        { "malformed", [.. Whole()[..20], 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F] },
        { "malformed", [.. Whole()[..20], 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1] },
        { "malformed", Of([99, 1, 2]) },
        { "malformed", Of([1, 9, 0, 0, 0]) },
        { "malformed", Of([4, 2, 0xC3, 0x28]) },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Message_ThatCannotBeRead_IsCountedAndTheNextIsTaken(string reason, byte[] data)
    {
        using var counted = new Counted();
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        using var stranger = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var told = servers.BothAsync(ServerLog.Rejected);

        await stranger.GetSubscriber().PublishAsync(Channel, data);

        await told;
        Assert.Equal(2, counted["rejected"]);
        Assert.Equal(2, counted[$"rejected.{reason}"]);
        await servers.A.Clients.All.SendAsync(TestHub.Message, "next");
        Assert.Equal("next", await there.NextTextAsync());
    }

    [Fact]
    public async Task Frame_WithOneBadMessage_LosesThatOneOnly()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        using var stranger = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var good = MessageCodec.Write(new Delivery(Audience.All, [new("json", Encoding.UTF8.GetBytes("{\"type\":1,\"target\":\"Message\",\"arguments\":[\"good\"]}\u001e"))]));

        await stranger.GetSubscriber().PublishAsync(Channel, new Frame(Guid.NewGuid(), IsLast: false, 1, [new byte[] { 99 }, good]).ToArray());

        Assert.Equal("good", await there.NextTextAsync());
    }

    [Fact]
    public async Task Message_InAProtocolThatNoClientSpeaks_IsCountedAndTheClientStays()
    {
        using var counted = new Counted();
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        using var stranger = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var told = servers.B.Log.NextAsync(ServerLog.Rejected);
        var message = MessageCodec.Write(new Delivery(Audience.All, [new("martian", new byte[] { 1 })]));

        await stranger.GetSubscriber().PublishAsync(Channel, new Frame(Guid.NewGuid(), IsLast: false, 1, [message]).ToArray());

        Assert.Contains("it does not speak 'json'", await told, StringComparison.Ordinal);
        await servers.A.Clients.All.SendAsync(TestHub.Message, "next");
        Assert.Equal("next", await there.NextTextAsync());
    }

    private static byte[] Whole() => Of(MessageCodec.Write(new CallForgotten("x")));

    private static byte[] Of(byte[] message) => new Frame(Guid.Empty, IsLast: false, 1, [message]).ToArray();
}
