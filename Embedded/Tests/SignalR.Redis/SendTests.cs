using BlazorAspire.Tests.Support.SignalR;
using Embedded.Tests.Redis;
using Embedded.Tests.SignalR.Redis.Support;
using Microsoft.AspNetCore.SignalR;

namespace Embedded.Tests.SignalR.Redis;

/// <summary>Whom a message reaches that is sent on one of two servers. A last message to all shows that nothing else came before it.</summary>
[Collection(GarnetCollection.Name)]
public sealed class SendTests(GarnetServer redis)
{
    private const string Last = "last";

    public static TheoryData<Transport> Transports { get; } = [Transport.WebSockets, Transport.ServerSentEvents, Transport.LongPolling];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task SendAll_FromAClient_ReachesClientsOfBothServers(Transport transport)
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync(transport);
        await using var there = await servers.B.ConnectAsync(transport);

        await here.InvokeAsync("All", "one");
        await there.InvokeAsync("All", "two");

        Assert.Equal(["one", "two"], new[] { await here.NextTextAsync(), await here.NextTextAsync() });
        Assert.Equal(["one", "two"], new[] { await there.NextTextAsync(), await there.NextTextAsync() }.Order());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Group_OfClientsOnBothServers_ReachesItsMembersOnly(Transport transport)
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync(transport);
        await using var there = await servers.B.ConnectAsync(transport);
        await using var outside = await servers.B.ConnectAsync(transport);
        await here.InvokeAsync("Join", "g");
        await there.InvokeAsync("Join", "g");

        await here.InvokeAsync("ToGroup", "g", "in");
        await here.InvokeAsync("ToOthersInGroup", "g", "others");
        Assert.Equal(["in", "others"], new[] { await there.NextTextAsync(), await there.NextTextAsync() });
        await there.InvokeAsync("Leave", "g");
        await here.InvokeAsync("ToGroup", "g", "left");
        await here.InvokeAsync("All", Last);

        Assert.Equal(["in", "left", Last], await UntilLastAsync(here));
        Assert.Equal([Last], await UntilLastAsync(there));
        Assert.Equal([Last], await UntilLastAsync(outside));
    }

    [Fact]
    public async Task Send_ToEachAudience_ReachesThoseOnTheOtherServer()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var x = await servers.B.ConnectAsync(user: "ann");
        await using var y = await servers.B.ConnectAsync(user: "bob");
        await using var z = await servers.A.ConnectAsync(user: "bob");
        await servers.A.Groups.AddToGroupAsync(x.Id, "g1");
        await servers.A.Groups.AddToGroupAsync(y.Id, "g2");
        var to = servers.A.Clients;

        await to.AllExcept(x.Id, z.Id).SendAsync(TestHub.Message, "all except x and z");
        await to.Client(x.Id).SendAsync(TestHub.Message, "client x");
        await to.Clients(x.Id, z.Id).SendAsync(TestHub.Message, "clients x and z");
        await to.Group("g1").SendAsync(TestHub.Message, "group of x");
        await to.Groups("g1", "g2").SendAsync(TestHub.Message, "groups of x and y");
        await to.GroupExcept("g2", y.Id).SendAsync(TestHub.Message, "nobody");
        await to.User("bob").SendAsync(TestHub.Message, "user of y and z");
        await to.Users("ann", "bob").SendAsync(TestHub.Message, "users of all");
        await to.All.SendAsync(TestHub.Message, Last);

        Assert.Equal(["client x", "clients x and z", "group of x", "groups of x and y", "users of all", Last], await UntilLastAsync(x));
        Assert.Equal(["all except x and z", "groups of x and y", "user of y and z", "users of all", Last], await UntilLastAsync(y));
        Assert.Equal(["clients x and z", "user of y and z", "users of all", Last], await UntilLastAsync(z));
    }

    [Fact]
    public async Task Groups_ChangedForAConnectionOfTheOtherServer_AreChangedWhenTheCallEnds()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();

        await servers.A.Groups.AddToGroupAsync(there.Id, "g");
        await servers.B.Clients.Group("g").SendAsync(TestHub.Message, "in");
        await servers.A.Groups.RemoveFromGroupAsync(there.Id, "g");
        await servers.B.Clients.Group("g").SendAsync(TestHub.Message, "out");
        await servers.B.Clients.All.SendAsync(TestHub.Message, Last);

        Assert.Equal(["in", Last], await UntilLastAsync(there));
        Assert.Equal(0, servers.B.Manager.Backplane.Clients.Groups);
    }

    [Fact]
    public async Task AddToGroup_OfAConnectionThatNoServerHas_EndsWithoutEffect()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);

        await servers.A.Groups.AddToGroupAsync("nobody", "g");

        Assert.Equal(0, servers.B.Manager.Backplane.Clients.Groups);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("群组 Gruppe ομάδα 🎈")]
    [InlineData("TestHub:group:all")]
    [InlineData(":*?[a]\n\0 ")]
    public async Task Group_OfAnyName_IsThatGroupAndNoOther(string name)
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString, options => options.Configuration.ChannelPrefix = new("Tests:", StackExchange.Redis.RedisChannel.PatternMode.Literal));
        await using var there = await servers.B.ConnectAsync();
        await there.InvokeAsync("Join", name);

        await servers.A.Clients.Group(name + "x").SendAsync(TestHub.Message, "longer");
        await servers.A.Clients.Group(name[1..]).SendAsync(TestHub.Message, "shorter");
        await servers.A.Clients.Group(name).SendAsync(TestHub.Message, Last);

        Assert.Equal([Last], await UntilLastAsync(there));
    }

    [Fact]
    public async Task Groups_AThousandOfThem_EachReachItsMember()
    {
        string[] names = [.. Enumerable.Range(0, 1_000).Select(i => $"group {i}")];
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var here = await servers.A.ConnectAsync();
        await using var there = await servers.B.ConnectAsync();
        await Task.WhenAll(names.Select(name => servers.A.Groups.AddToGroupAsync(there.Id, name)));
        Assert.Equal(names.Length, servers.B.Manager.Backplane.Clients.Groups);

        foreach (var name in names)
        {
            await servers.A.Clients.Group(name).SendAsync(TestHub.Message, name);
        }

        foreach (var name in names)
        {
            Assert.Equal(name, await there.NextTextAsync());
        }

        Assert.Empty(here.Taken());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32 * 1024)]
    [InlineData(1024 * 1024)]
    public async Task Send_OfAnySize_ComesWhole(int size)
    {
        var text = new string('ä', size);
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();

        await servers.A.Clients.All.SendAsync(TestHub.Message, text);

        Assert.Equal(text, await there.NextTextAsync());
    }

    [Fact]
    public async Task Send_OverTheLimit_IsAnErrorThatSaysSoAndTheNextComes()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var there = await servers.B.ConnectAsync();

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => servers.A.Clients.All.SendAsync(TestHub.Message, new string('a', 4 * 1024 * 1024)));
        await servers.A.Clients.All.SendAsync(TestHub.Message, Last);

        Assert.Contains("does not go through Redis, which takes 4194304", problem.Message, StringComparison.Ordinal);
        Assert.Equal(Last, await there.NextTextAsync());
    }

    [Fact]
    public async Task Invoke_OverTheLimitOfTheHub_EndsThatConnectionOnly()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var greedy = await servers.A.ConnectAsync();
        await using var there = await servers.B.ConnectAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => greedy.InvokeAsync("All", new string('a', 40 * 1024)));
        await servers.A.Clients.All.SendAsync(TestHub.Message, Last);

        Assert.Equal(Last, await there.NextTextAsync());
    }

    [Fact]
    public async Task Channel_WithAPrefix_IsApartFromTheOthers()
    {
        await using var servers = await TwoServers.StartAsync(redis.ConnectionString);
        await using var other = await HubServer.StartAsync(redis.ConnectionString, options => options.Configuration.ChannelPrefix = new("Other:", StackExchange.Redis.RedisChannel.PatternMode.Literal));
        await other.Connected;
        await using var there = await servers.B.ConnectAsync();

        await other.Clients.All.SendAsync(TestHub.Message, "other");
        await servers.A.Clients.All.SendAsync(TestHub.Message, Last);

        Assert.Equal([Last], await UntilLastAsync(there));
    }

    private static async Task<IReadOnlyList<string>> UntilLastAsync(HubClient client)
    {
        var taken = new List<string>();
        do
        {
            taken.Add(await client.NextTextAsync());
        }
        while (taken[^1] != Last);
        return taken;
    }
}
