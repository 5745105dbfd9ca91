using System.Threading.Channels;
using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Azure.SignalR;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>The SDK in two app servers, and real clients that know of neither: a hub is one hub.</summary>
public sealed class ChatTests : EmulatorTest
{
    private static readonly string[] AdaAndEve = ["ada", "eve"];
    private static readonly string[] BothGroups = ["g", "h"];
    private ChatServer _a = null!;
    private ChatServer _b = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _a = await ChatServer.StartAsync(Emulator, Limit);
        _b = await ChatServer.StartAsync(Emulator, Limit, options => options.AccessTokenAlgorithm = AccessTokenAlgorithm.HS512);
    }

    public override async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await base.DisposeAsync();
    }

    public static TheoryData<HttpTransportType, bool> Transports() => new()
    {
        { HttpTransportType.WebSockets, false },
        { HttpTransportType.WebSockets, true },
        { HttpTransportType.ServerSentEvents, false },
        { HttpTransportType.LongPolling, false },
        { HttpTransportType.LongPolling, true },
    };

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Client_OverEachTransportAndProtocol_CallsStreamsAndIsCalled(HttpTransportType transport, bool isBinary)
    {
        await using var one = await ChatClient.ConnectAsync(_a, Limit, transport: transport, isBinary: isBinary);
        await using var two = await ChatClient.ConnectAsync(_b, Limit, transport: transport, isBinary: isBinary);

        Assert.Equal("|False|/chat|7", await one.CallAsync<string>("Who", Limit));
        await one.CallAsync("All", Limit, "Grüße 🎈");
        Assert.Equal("Grüße 🎈", await one.HeardAsync(Limit));
        Assert.Equal("Grüße 🎈", await two.HeardAsync(Limit));
        Assert.Equal("1,2,3", await one.CountAsync(3, Limit));
        var numbers = Channel.CreateUnbounded<int>();
        var sum = one.CallAsync<int>("Sum", Limit, numbers.Reader);
        await numbers.Writer.WriteAsync(3, Limit);
        await numbers.Writer.WriteAsync(4, Limit);
        numbers.Writer.Complete();
        Assert.Equal(7, await sum);
        Assert.Equal("well?!", await one.CallAsync<string>("Ask", Limit, two.Id, "well?"));
    }

    [Fact]
    public async Task Messages_ToEachKindOfReceiver_ReachThoseAndNoOthers()
    {
        await using var ada = await ConnectAsync(_a, "ada");
        await using var bob = await ConnectAsync(_b, "bob");
        await using var eve = await ConnectAsync(_b, "eve");
        await ada.CallAsync("Join", Limit, "g");
        await bob.CallAsync("Join", Limit, "g");
        await eve.CallAsync("Join", Limit, "h");

        await ada.CallAsync("Caller", Limit, "1: caller");
        await ada.CallAsync("Others", Limit, "2: others");
        await ada.CallAsync("AllExcept", Limit, bob.Id, "3: all except bob");
        await ada.CallAsync("Connections", Limit, new[] { bob.Id, eve.Id }, "4: bob and eve");
        await ada.CallAsync("User", Limit, "bob", "5: bob");
        await ada.CallAsync("Users", Limit, AdaAndEve, "6: ada and eve");
        await ada.CallAsync("Group", Limit, "g", "7: g");
        await ada.CallAsync("GroupExcept", Limit, "g", bob.Id, "8: g except bob");
        await ada.CallAsync("OthersInGroup", Limit, "g", "9: others in g");
        await ada.CallAsync("AnyGroup", Limit, BothGroups, "10: g and h");
        await bob.CallAsync("Leave", Limit, "g");
        await ada.CallAsync("Group", Limit, "g", "11: ada");
        await ada.CallAsync("All", Limit, "12: all");

        Assert.Equal("1: caller,3: all except bob,6: ada and eve,7: g,8: g except bob,10: g and h,11: ada,12: all", await HeardAsync(ada));
        Assert.Equal("2: others,4: bob and eve,5: bob,7: g,9: others in g,10: g and h,12: all", await HeardAsync(bob));
        Assert.Equal("2: others,3: all except bob,4: bob and eve,6: ada and eve,10: g and h,12: all", await HeardAsync(eve));
    }

    [Fact]
    public async Task HubContext_OfAServerWithoutTheClient_ReachesItAndChangesItsGroups()
    {
        await using var client = await ConnectAsync(_a, "ada");

        await _b.Hub.Groups.AddToGroupAsync(client.Id, "g", Limit);
        await _b.Hub.Clients.Group("g").SendAsync("said", "group", Limit);
        await _b.Hub.Groups.RemoveFromGroupAsync(client.Id, "g", Limit);
        await _b.Hub.Clients.Group("g").SendAsync("said", "nobody", Limit);
        await _b.Hub.Clients.Client(client.Id).SendAsync("said", "client", Limit);
        Assert.Equal("well?!", await _b.Hub.Clients.Client(client.Id).AskAsync("well?", Limit));

        Assert.Equal("group", await client.HeardAsync(Limit));
        Assert.Equal("client", await client.HeardAsync(Limit));
    }

    [Fact]
    public async Task Question_ToAClientThatGoesWithoutAnAnswer_Fails()
    {
        await using var asking = await ConnectAsync(_a, "ada");
        var asked = await ConnectAsync(_b, "bob");
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        asked.Hub.Remove("asked");
        asked.Hub.On("asked", async (string _, Guid id) =>
        {
            await Question.RegisteredAsync(id);
            isAsked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Limit);
            return "never";
        });

        var answer = asking.CallAsync<string>("Ask", Limit, asked.Id, "well?");
        await isAsked.Task.WaitAsync(Limit);
        await asked.DisposeAsync();

        await Assert.ThrowsAsync<HubException>(() => answer);
    }

    [Fact]
    public async Task Abort_ByTheHub_EndsTheClient()
    {
        await using var client = await ConnectAsync(_a, "ada");

        await client.Hub.SendAsync("Abort", Limit);

        await client.ClosedAsync(Limit);
    }

    [Fact]
    public async Task Hubs_OfOneAppAndOfAppsWithNames_DoNotHearEachOther()
    {
        await using var shop = await ChatServer.StartAsync(Emulator, Limit, options => options.ApplicationName = "Shop");
        await using var inShop = await ChatClient.ConnectAsync(shop, Limit);
        await using var inChat = await ChatClient.ConnectAsync(_a, Limit);
        await using var inNews = await ChatClient.ConnectAsync(_b, Limit, ChatServer.NewsPath);

        await inShop.CallAsync("All", Limit, "shop");
        await inChat.CallAsync("All", Limit, "chat");
        await inNews.CallAsync("All", Limit, "news");

        Assert.Equal("shop", await inShop.HeardAsync(Limit));
        Assert.Equal("chat", await inChat.HeardAsync(Limit));
        Assert.Equal("news", await inNews.HeardAsync(Limit));
    }

    [Fact]
    public async Task Request_OfTheClient_ReachesTheHubWithHeadersAddressAndUser()
    {
        await using var client = await ConnectAsync(_a, "ada");

        Assert.Equal("ada|True|/chat|", await client.CallAsync<string>("Who", Limit));
        Assert.Equal("of the client", await client.CallAsync<string>("Header", Limit, "X-Test"));
        Assert.Equal("127.0.0.1", await client.CallAsync<string>("Address", Limit));
        Assert.Equal("", await client.CallAsync<string>("Header", Limit, "Authorization"));
    }

    private Task<ChatClient> ConnectAsync(ChatServer server, string user) => ChatClient.ConnectAsync(server, Limit, $"{ChatServer.Path}?user={user}");

    private async Task<string> HeardAsync(ChatClient client)
    {
        var heard = new List<string>();
        do
        {
            heard.Add(await client.HeardAsync(Limit));
        }
        while (!heard[^1].StartsWith("12", StringComparison.Ordinal));
        return string.Join(',', heard);
    }
}
