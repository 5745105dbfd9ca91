using System.Globalization;
using BlazorAspire.Tests.Support.SignalR;
using Embedded.Tests.Redis;
using Embedded.Tests.SignalR.Redis.Support;
using Microsoft.AspNetCore.SignalR;

namespace Embedded.Tests.SignalR.Redis;

/// <summary>Redis away, back, frozen, or closed to us. Nothing of it stops a hub, and nothing of it is silent.</summary>
public sealed class OutageTests
{
    private const int FrozenSeconds = 10;
    private const string After = "after";

    public static TheoryData<RedisKind> Kinds { get; } = [RedisKind.Garnet, RedisKind.Redis];

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Redis_KilledAndRestarted_LocalMessagesGoOnAndTheLostAreCounted(RedisKind kind)
    {
        await using var redis = await kind.StartAsync();
        using var counted = new Counted();
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync();
        await using var there = await servers.B.ConnectAsync();
        await there.InvokeAsync("Join", "g");
        await AcquaintAsync(here, there);
        var away = servers.BothAsync(ServerLog.Away);
        await redis.StopAsync();
        await away;

        await here.InvokeAsync("All", "while away");
        Assert.Equal("while away", await here.NextTextAsync());

        var back = servers.BothAsync(ServerLog.Back);
        var lost = servers.B.Log.NextAsync(ServerLog.Lost);
        await redis.StartAsync();
        await back;
        await here.InvokeAsync("ToGroup", "g", "after");
        Assert.Equal("after", await there.NextTextAsync());
        Assert.Contains("0 of this server were not sent, 1 of other servers were not received.", await lost, StringComparison.Ordinal);
        Assert.Equal((1, 1), (counted["unsent"], counted["missed"]));
        Assert.Single(servers.A.Log.Of(ServerLog.Away));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Redis_Frozen_HubsAnswerAndWhatDoesNotComeIsCounted(RedisKind kind)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows cannot freeze a process.");
        await using var redis = await kind.StartAsync();
        using var counted = new Counted();
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync();
        await using var there = await servers.B.ConnectAsync();
        await AcquaintAsync(here, there);
        var away = servers.BothAsync(ServerLog.Away);
        await redis.PauseAsync();
        await here.InvokeAsync("Others", "1");
        await away;
        await here.InvokeAsync("Others", "2");

        var back = servers.BothAsync(ServerLog.Back);
        await redis.ResumeAsync();
        await back;
        await here.InvokeAsync("Others", "after");

        var came = new List<string>();
        do
        {
            came.Add(await there.NextTextAsync());
        }
        while (came[^1] != "after");
        Assert.DoesNotContain("2", came);
        Assert.InRange(counted["unsent"], 1, 2);
        Assert.Equal(2 - (came.Count - 1), counted["missed"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Redis_FrozenForTenSeconds_LocalMessagesGoOnAndEachLostOneIsCounted(RedisKind kind)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows cannot freeze a process.");
        await using var redis = await kind.StartAsync();
        using var counted = new Counted();
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync();
        await using var there = await servers.B.ConnectAsync();
        await AcquaintAsync(here, there);
        var away = servers.BothAsync(ServerLog.Away);
        var told = servers.BothAsync(ServerLog.Lost);

        await redis.PauseAsync();
        for (var second = 0; second < FrozenSeconds; second++)
        {
            await here.InvokeAsync("All", $"here {second}");
            await there.InvokeAsync("All", $"there {second}");
            Assert.Equal($"here {second}", await here.NextTextAsync());
            Assert.Equal($"there {second}", await there.NextTextAsync());
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        await away;
        var back = servers.BothAsync(ServerLog.Back);
        await redis.ResumeAsync();
        await back;
        await here.InvokeAsync("Others", After);
        await there.InvokeAsync("Others", After);

        var came = await CameBeforeAsync(here, After) + await CameBeforeAsync(there, After);
        var lost = (2 * FrozenSeconds) - came;
        // What Redis had been given before it was known to be away it may still bring.
        Assert.InRange(lost, FrozenSeconds, 2 * FrozenSeconds);
        Assert.Equal(lost, counted["missed"]);
        Assert.InRange(counted["unsent"], lost, 2 * FrozenSeconds);
        await told;
        Assert.All([servers.A, servers.B], server => Assert.Single(server.Log.Of(ServerLog.Away)));
    }

    [Fact]
    public async Task Redis_NotThereAtFirst_IsOneErrorAndThenItWorks()
    {
        await using var redis = new GarnetServer();
        await using var servers = await TwoServers.StartUnconnectedAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync();
        await using var there = await servers.B.ConnectAsync();
        await here.InvokeAsync("All", "alone");
        Assert.Equal("alone", await here.NextTextAsync());

        await servers.SeenByBothAsync(ServerLog.Away);
        var back = servers.BothAsync(ServerLog.Back);
        await redis.StartAsync();
        await back;
        await here.InvokeAsync("All", "together");

        Assert.Equal("together", await there.NextTextAsync());
        var problem = Assert.Single(servers.A.Log.Of(ServerLog.Away));
        Assert.Contains("cannot be reached", problem, StringComparison.Ordinal);
        Assert.Contains("Check that the server runs, and the address in the connection string.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_NotThereAtFirstForAClientThatThrows_IsOneErrorAndThenItWorks()
    {
        await using var redis = new GarnetServer();
        await using var servers = await TwoServers.StartUnconnectedAsync(redis.ConnectionString, options => options.Configuration.AbortOnConnectFail = true);
        await using var there = await servers.B.ConnectAsync();

        await servers.SeenByBothAsync(ServerLog.Away);
        var back = servers.BothAsync(ServerLog.Back);
        await redis.StartAsync();
        await back;
        await servers.A.Clients.All.SendAsync(TestHub.Message, "together");

        Assert.Equal("together", await there.NextTextAsync());
        Assert.Single(servers.A.Log.Of(ServerLog.Away));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Redis_OfAnotherPassword_IsOneErrorThatSaysSo(RedisKind kind)
    {
        await using var redis = await kind.StartAsync();
        var wrong = redis.ConnectionString.Replace("open-sesame", "wrong", StringComparison.Ordinal);
        await using var server = await HubServer.StartAsync(wrong);
        await using var client = await server.ConnectAsync();

        await client.InvokeAsync("All", "here");

        Assert.Equal("here", await client.NextTextAsync());
        await server.Log.SeenAsync(ServerLog.PasswordRefused);
        var problem = Assert.Single(server.Log.Of(ServerLog.PasswordRefused));
        Assert.Contains("refuses the password", problem, StringComparison.Ordinal);
        Assert.Contains("Check 'password' in the connection string.", problem, StringComparison.Ordinal);
        Assert.Empty(server.Log.Of(ServerLog.Away));
    }

    [Fact]
    public async Task Groups_OfAnotherServerWhileRedisIsAway_AreAnErrorAtOnce()
    {
        await using var redis = await RedisKind.Garnet.StartAsync();
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();
        var away = servers.BothAsync(ServerLog.Away);
        await redis.StopAsync();
        await away;

        var join = await Assert.ThrowsAsync<IOException>(() => servers.A.Groups.AddToGroupAsync(there.Id, "g"));
        var call = await Assert.ThrowsAsync<IOException>(() => servers.A.Clients.Client(there.Id).InvokeAsync<int>("Question", default));

        Assert.Contains("Redis is away.", join.Message, StringComparison.Ordinal);
        Assert.Contains("Redis is away.", call.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Server_GoneInTheMiddle_TheOthersGoOnAndNothingIsLostUncounted(RedisKind kind)
    {
        const int Messages = 2_000;
        await using var redis = await kind.StartAsync();
        using var counted = new Counted();
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var third = await HubServer.StartAsync(redis.ConnectionString);
        await third.Connected;
        await using var there = await third.ConnectAsync();

        for (var i = 0; i < Messages; i++)
        {
            await servers.A.Clients.All.SendAsync(TestHub.Message, $"{i}");
            if (i == Messages / 2)
            {
                servers.B.Manager.Backplane.Vanish();
            }
        }

        var came = await CameOfAsync(Messages, there, third.Log, counted);
        Assert.Equal(came.Order(), came);
        Assert.Equal(Messages, came.Count + counted["missed"]);
        // Garnet hands a message on within the publisher's call, and drops the publisher when it comes upon a subscriber that is just leaving.
        if (kind == RedisKind.Redis)
        {
            Assert.Equal((0, 0), (counted["unsent"], counted["missed"]));
        }
    }

    /// <summary>The messages that come, until the others are known to be lost. What was lost at the end is told by the next beat.</summary>
    private static async Task<List<int>> CameOfAsync(int all, HubClient client, ServerLog log, Counted counted)
    {
        var came = new List<int>();
        var lost = log.NextAsync(ServerLog.Lost);
        var next = client.NextTextAsync();
        while (came.Count + counted["missed"] < all)
        {
            if (await Task.WhenAny(next, lost) == lost)
            {
                await lost;
                lost = log.NextAsync(ServerLog.Lost);
                continue;
            }

            came.Add(int.Parse(await next, CultureInfo.InvariantCulture));
            next = came.Count < all ? client.NextTextAsync() : next;
        }

        return came;
    }

    private static async Task<int> CameBeforeAsync(HubClient client, string last)
    {
        var count = 0;
        while (await client.NextTextAsync() != last)
        {
            count++;
        }

        return count;
    }

    /// <summary>From now on each server counts what it misses of the other.</summary>
    private static async Task AcquaintAsync(HubClient here, HubClient there)
    {
        await here.InvokeAsync("Others", "hello");
        await there.NextTextAsync();
        await there.InvokeAsync("Others", "hello");
        await here.NextTextAsync();
    }
}
