using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.Browser;
using BlazorAspire.Tests.Support;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The configurations of the folder deploy, each run by the program that it is for, in front of two replicas.</summary>
[Collection(SharedApp.Name)]
public sealed class FrontDoorTests(SelfHostedReplicas replicas, SmallReplicas small, PublishedGateway gateway, BrowserHost host, ITestOutputHelper output)
    : IClassFixture<SelfHostedReplicas>, IClassFixture<SmallReplicas>, IClassFixture<PublishedGateway>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private const string AffinityCookie = "affinity.";
    private const string AddressOnly = "nginx, by address";
    private const string OwnGateway = "our gateway, published";
    private static readonly Dictionary<string, Proxy> Doors = new()
    {
        ["nginx, by cookie"] = Proxies.NginxByCookie,
        [AddressOnly] = Proxies.NginxByAddress,
        ["HAProxy"] = Proxies.Haproxy,
        ["Apache"] = Proxies.Apache,
    };

    /// <summary>One of each program, and all in a full run.</summary>
    public static TheoryData<string> Names => [.. Doors.Keys.Where(name => name != AddressOnly || LongFactAttribute.IsFullRun), OwnGateway];

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
    public Task Stop_OfTheServingReplica_MovesThePageWithItsStateAndLetsAnUploadEnd(string name) => LeaveAsync(name, isAsked: true);

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Tls_EndedInFront_IsWhatTheAppSees(string name) => VisitAsync(name, async visit =>
    {
        var sockets = new ConcurrentQueue<string>();
        visit.Page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);
        await visit.OpenAsync("/counter");
        await CountAsync(visit, 1);
        var address = new Uri(visit.Page.Url);
        var seen = await visit.Page.EvaluateAsync<string>($"async () => (await fetch('/replica')).headers.get('{ReplicaWitness.SeenHeader}')");

        Assert.Equal($"https://{address.Authority} 127.0.0.1 {await visit.ReplicaName.TextContentAsync()}", seen);
        Assert.StartsWith($"wss://{address.Authority}/_blazor?", Assert.Single(sockets), StringComparison.Ordinal);
        var cookies = await visit.Page.Context.CookiesAsync();
        Assert.True(cookies.Count >= (name == AddressOnly ? 2 : 3), $"The browser has {cookies.Count} cookies.");
        Assert.All(cookies, cookie => Assert.True(cookie.Secure, $"The cookie '{cookie.Name}' is not secure."));
    }, isSecure: true);

    /// <summary>The shipped files let no prefix in. Here the line that keeps it out names the one that this door stands for.</summary>
    [SkippableFact]
    public async Task Prefix_ThatAFrontDoorTells_IsWhereTheAppIs()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await replicas.AllUpAsync();
        var proxy = new Proxy(Proxies.NginxByCookie.Program, (folder, port, addresses, certificate) =>
        {
            var arguments = Proxies.NginxByCookie.Configure(folder, port, addresses, certificate);
            folder.Write("webapp.conf", File.ReadAllText(Path.Combine(folder.Path, "webapp.conf")).Replace("X-Forwarded-Prefix ''", "X-Forwarded-Prefix /shop", StringComparison.Ordinal));
            return arguments;
        });
        await using var door = await FrontDoor.StartAsync(proxy, replicas.Addresses, limit.Token);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = door.Address };
        using var answer = await client.GetAsync(new Uri("/replica", UriKind.Relative), limit.Token);

        Assert.StartsWith($"http://{door.Address.Authority}/shop ", answer.Headers.GetValues(ReplicaWitness.SeenHeader).Single(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Replica_AtCapacity_KeepsItsUsersAndNewcomersGoElsewhereOrWait(string name) => BehindAsync(name, small, async (door, limit) =>
    {
        await using var first = await BrowserVisit.StartAsync(host, door.Address);
        await using var second = await BrowserVisit.StartAsync(host, door.Address);
        await first.TestAsync($"{nameof(FrontDoorTests)}-capacity-{name}", async () =>
        {
            BrowserVisit[] users = [first, second];
            foreach (var user in users)
            {
                await user.OpenAsync("/counter");
                await CountAsync(user, 1);
            }

            string?[] places = [await first.ReplicaName.TextContentAsync(), await second.ReplicaName.TextContentAsync()];
            Assert.NotEqual(places[0], places[1]);

            using var newcomer = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = door.Address };
            newcomer.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            using var refused = await newcomer.GetAsync(new Uri("/counter", UriKind.Relative), limit);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.True(refused.Headers.Contains("Refresh") || refused.Content.Headers.ContentType?.MediaType == "text/html", "Nothing has the browser try again.");

            foreach (var (user, place) in users.Zip(places))
            {
                await user.Page.ReloadAsync();
                await user.InteractiveAsync();
                await CountAsync(user, 2);
                Assert.Equal(place, await user.ReplicaName.TextContentAsync());
            }

            // Who leaves like this says so: the places are free for the next test.
            await Task.WhenAll(users.Select(user => user.Page.GotoAsync("about:blank")));
        });
        await small.FreeAsync(limit);
    });

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

    private static async Task<SlowUpload> BeginUploadAsync(BrowserVisit visit, CancellationToken limit)
    {
        var cookies = await visit.Page.Context.CookiesAsync();
        return await SlowUpload.BeginAsync(new Uri(visit.Page.Url), string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")), limit);
    }

    private Task LeaveAsync(string name, bool isAsked) => VisitAsync(name, async (visit, limit) =>
    {
        await visit.OpenAsync("/counter");
        await CountAsync(visit, 1);
        await CountAsync(visit, 2);
        var serving = await visit.AskAsync();
        await using var upload = isAsked ? await BeginUploadAsync(visit, limit) : null;

        var ending = replicas.EndAsync(serving.Name, isAsked);
        if (upload is not null)
        {
            var (status, taken, seen) = await upload.FinishAsync(limit);
            Assert.Equal((HttpStatusCode.OK, SlowUpload.Size.ToString(CultureInfo.InvariantCulture)), (status, taken));
            // nginx keeps an upload to itself until it has all of it.
            Assert.True(seen.EndsWith($" {serving.Name}", StringComparison.Ordinal) || name.StartsWith("nginx", StringComparison.Ordinal), $"'{serving.Name}' had the upload, and the answer is of '{seen}'.");
        }

        await ending;
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

    private Task VisitAsync(string name, Func<BrowserVisit, Task> steps, bool isSecure = false) => VisitAsync(name, (visit, _) => steps(visit), isSecure);

    private Task VisitAsync(string name, Func<BrowserVisit, CancellationToken, Task> steps, bool isSecure = false) => BehindAsync(name, replicas, async (door, limit) =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, door.Address);
        await visit.TestAsync($"{nameof(FrontDoorTests)}-{name}", () => steps(visit, limit));
    }, isSecure);

    private Task<FrontDoor> StartAsync(string name, SelfHostedReplicas behind, bool isSecure, CancellationToken limit)
    {
        if (name != OwnGateway)
        {
            return FrontDoor.StartAsync(Doors[name], behind.Addresses, limit, isSecure);
        }

        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The gateway is published for linux-x64.");
        return gateway.StartAsync(behind.Addresses, limit, isSecure);
    }

    private Task BehindAsync(string name, Func<FrontDoor, CancellationToken, Task> test) => BehindAsync(name, replicas, test);

    private async Task BehindAsync(string name, SelfHostedReplicas behind, Func<FrontDoor, CancellationToken, Task> test, bool isSecure = false)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await behind.AllUpAsync();
        await using var door = await StartAsync(name, behind, isSecure, limit.Token);
        try
        {
            await test(door, limit.Token);
        }
        catch
        {
            output.WriteLine($"---- {name}{Environment.NewLine}{door.Output}{Environment.NewLine}{behind.Output}");
            throw;
        }
    }
}
