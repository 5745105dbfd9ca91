using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.Browser;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The configurations of the folder deploy, each run by the program that it is for, in front of two replicas.</summary>
[Collection(SharedApp.Name)]
public sealed class FrontDoorTests(SelfHostedReplicas replicas, PublishedGateway gateway, BrowserHost host, ITestOutputHelper output)
    : IClassFixture<SelfHostedReplicas>, IClassFixture<PublishedGateway>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private const string AffinityCookie = "affinity=";
    private const string OwnGateway = "our gateway, published";
    private static readonly Dictionary<string, Proxy> Doors = new()
    {
        ["nginx, by cookie"] = Proxies.NginxByCookie,
        ["nginx, by address"] = Proxies.NginxByAddress,
        ["HAProxy"] = Proxies.Haproxy,
        ["Apache"] = Proxies.Apache,
    };

    public static TheoryData<string> Names => [.. Doors.Keys, OwnGateway];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Circuit_WithAllItsRequests_IsOnOneReplicaAndComesBackToIt(string name) => VisitAsync(name, async visit =>
    {
        var sockets = new ConcurrentQueue<string>();
        visit.Page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);
        var connection = await LostConnection.OpenAsync(visit, "/counter");
        var replica = await visit.ReplicaName.TextContentAsync();
        for (var request = 0; request < 10; request++)
        {
            Assert.Equal(replica, (await visit.AskAsync()).Name);
        }

        await CountAsync(visit, 1);
        await visit.Page.EvaluateAsync("() => { const reconnect = Blazor.reconnect; Blazor.reconnect = async () => window.isBack = await reconnect(); }");
        await connection.CutAsync();
        await visit.Page.WaitForFunctionAsync("() => window.isBack");
        await CountAsync(visit, 2);

        Assert.Equal(replica, await visit.ReplicaName.TextContentAsync());
    });

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Kill_OfTheServingReplica_GoesOnElsewhereWithItsState(string name) => LeaveAsync(name, isAsked: false);

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Stop_OfTheServingReplica_MovesThePageWithItsState(string name) => LeaveAsync(name, isAsked: true);

    /// <summary>As it is when a replica is back whose users went elsewhere: by hash, what they ask next goes back to it.</summary>
    [SkippableFact]
    public Task Reconnect_LedToAnotherReplicaByHash_GoesOnThereWithItsState() => VisitAsync("nginx, by cookie", async visit =>
    {
        var connection = await LostConnection.OpenAsync(visit, "/counter");
        await CountAsync(visit, 1);
        var replica = (await visit.AskAsync()).Name;
        while ((await visit.AskAsync()).Name == replica)
        {
            await visit.Page.Context.AddCookiesAsync([new() { Name = "affinity", Value = Guid.NewGuid().ToString("N"), Url = visit.Page.Url, HttpOnly = true }]);
        }

        await CountAsync(visit, 2);
        await connection.CutAsync();

        await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(replica);
        await visit.InteractiveAsync();
        await CountAsync(visit, 3);
    });

    [SkippableFact]
    public async Task Gateway_StartedAnew_KnowsTheReplicaOfEachBrowser()
    {
        const int Browsers = 6;
        var cookies = new List<(string Cookie, string Replica)>();
        await BehindAsync(OwnGateway, async (door, limit) =>
        {
            for (var browser = 0; browser < Browsers; browser++)
            {
                var (replica, cookie) = await AskAsync(door, null, limit);
                cookies.Add((cookie!.Split(';')[0], replica));
            }
        });
        await BehindAsync(OwnGateway, async (door, limit) =>
        {
            foreach (var (cookie, replica) in cookies)
            {
                Assert.Equal((replica, null), await AskAsync(door, cookie, limit));
            }
        });
    }

    private static async Task<(string Replica, string? Cookie)> AskAsync(FrontDoor door, string? cookie, CancellationToken limit)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = door.Address };
        client.DefaultRequestHeaders.Add("Cookie", cookie ?? "none=1");
        using var answer = await client.GetAsync(new Uri("/replica", UriKind.Relative), limit);
        var replica = (await answer.Content.ReadFromJsonAsync<ReplicaAnswer>(limit))!;
        return (replica.Name, answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Single(one => one.StartsWith(AffinityCookie, StringComparison.Ordinal)) : null);
    }

    private Task LeaveAsync(string name, bool isAsked) => VisitAsync(name, async visit =>
    {
        await visit.OpenAsync("/counter");
        await CountAsync(visit, 1);
        await CountAsync(visit, 2);
        var serving = await visit.AskAsync();

        await replicas.EndAsync(serving.Name, isAsked);

        await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(serving.Name);
        await visit.InteractiveAsync();
        await CountAsync(visit, 3);
        Assert.NotEqual(serving.Name, (await visit.AskAsync()).Name);
        await Assertions.Expect(visit.Notice).ToBeHiddenAsync();
    });

    private static async Task CountAsync(BrowserVisit visit, int expected)
    {
        await visit.Page.GetByTestId("counter-button").ClickAsync();
        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync(expected.ToString(CultureInfo.InvariantCulture));
    }

    private Task VisitAsync(string name, Func<BrowserVisit, Task> steps) => BehindAsync(name, async (door, _) =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, door.Address);
        await visit.TestAsync($"{nameof(FrontDoorTests)}-{name}", () => steps(visit));
    });

    private Task<FrontDoor> StartAsync(string name, CancellationToken limit)
    {
        if (name != OwnGateway)
        {
            return FrontDoor.StartAsync(Doors[name], replicas.Addresses, limit);
        }

        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The gateway is published for linux-x64.");
        return gateway.StartAsync(replicas.Addresses, limit);
    }

    private async Task BehindAsync(string name, Func<FrontDoor, CancellationToken, Task> test)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await replicas.AllUpAsync();
        await using var door = await StartAsync(name, limit.Token);
        try
        {
            await test(door, limit.Token);
        }
        catch
        {
            output.WriteLine($"---- {name}{Environment.NewLine}{door.Output}{Environment.NewLine}{replicas.Output}");
            throw;
        }
    }
}
