using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using BlazorAspire.LoadTest.Bench;
using BlazorAspire.Tests.Gateway;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Deploy;

/// <summary>What the shipped configurations hand on, keep back and decide, seen by two small servers in place of replicas.</summary>
public sealed class ForwardingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly Dictionary<string, Proxy> Doors = new()
    {
        ["nginx, by cookie"] = Proxies.NginxByCookie,
        ["nginx, by address"] = Proxies.NginxByAddress,
        ["HAProxy"] = Proxies.Haproxy,
        ["Apache"] = Proxies.Apache,
    };

    public static TheoryData<string> Names => [.. Doors.Keys];

    public static TheoryData<string> NamesWithACookie => [.. Doors.Keys.Where(name => name != "nginx, by address")];

    /// <summary>What is sent by a form, and the end of a sign-in.</summary>
    public static TheoryData<string, string, string> OneTimeRequests
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var name in Doors.Keys)
            {
                all.Add(name, "POST", "/order");
                all.Add(name, "GET", "/signin?code=1&state=2");
                all.Add(name, "GET", "/signin?error=access_denied&state=2");
            }

            return all;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Request_WithForgedForwardedHeaders_TellsTheTruth(string name) => BehindAsync(name, async (client, replicas, limit) =>
    {
        foreach (var replica in replicas)
        {
            replica.Handlers["/headers"] = context => context.Response.WriteAsJsonAsync(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers");
        request.Headers.Host = "app.example:8080";
        request.Headers.Add("X-Forwarded-For", "6.6.6.6");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Prefix", "/evil");
        using var answer = await client.SendAsync(request, limit);
        var sent = JsonSerializer.Deserialize<Dictionary<string, string>>(await answer.Content.ReadAsStringAsync(limit))!;
        var seen = new Dictionary<string, string>(sent, StringComparer.OrdinalIgnoreCase);

        Assert.Equal(("127.0.0.1", "http", "app.example:8080", "app.example:8080"), (seen["X-Forwarded-For"], seen["X-Forwarded-Proto"], seen["X-Forwarded-Host"], seen["Host"]));
        Assert.DoesNotContain("X-Forwarded-Prefix", seen.Keys);
    });

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Request_OverIpv6_TellsTheClientsAddress(string name) => BehindAsync(name, async (client, replicas, limit) =>
    {
        Skip.IfNot(ProxyFiles.HasIpv6, "This machine has no IPv6.");
        foreach (var replica in replicas)
        {
            replica.Handlers["/headers"] = context => context.Response.WriteAsync($"{context.Request.Headers["X-Forwarded-For"]} {context.Request.Host}");
        }

        var address = new UriBuilder(client.BaseAddress!) { Host = "[::1]", Path = "/headers" }.Uri;

        Assert.Equal($"::1 [::1]:{address.Port}", await client.GetStringAsync(address, limit));
    });

    /// <summary>As an identity provider's cookies are: in parts of 4 KB.</summary>
    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Cookies_OfSixteenKilobytes_ArriveBothWays(string name) => BehindAsync(name, async (client, replicas, limit) =>
    {
        string[] cookies = [.. Enumerable.Range(1, 4).Select(part => $"signin{part}={new string((char)('a' + part), 4_000)}")];
        foreach (var replica in replicas)
        {
            replica.Handlers["/signin"] = context =>
            {
                context.Response.Headers.Append("Set-Cookie", cookies);
                return context.Response.WriteAsync(context.Request.Headers.Cookie.ToString());
            };
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Add("Cookie", string.Join("; ", cookies));
        using var answer = await client.SendAsync(request, limit);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(string.Join("; ", cookies), await answer.Content.ReadAsStringAsync(limit), StringComparison.Ordinal);
        Assert.Superset(cookies.ToHashSet(), answer.Headers.GetValues("Set-Cookie").ToHashSet());
    });

    [SkippableTheory]
    [MemberData(nameof(NamesWithACookie))]
    public Task File_ThatACacheMayKeep_CarriesNoCookieOfABrowser(string name) => BehindAsync(name, async (client, replicas, limit) =>
    {
        (string Path, string Header, string Value)[] files = [("/hashed.js", "Cache-Control", "max-age=31536000, immutable"), ("/app.css", "ETag", "\"abc\"")];
        foreach (var replica in replicas)
        {
            foreach (var file in files)
            {
                replica.Handlers[file.Path] = context =>
                {
                    context.Response.Headers[file.Header] = file.Value;
                    return context.Response.WriteAsync("text");
                };
            }
        }

        foreach (var file in files)
        {
            using var answer = await client.GetAsync(new Uri(file.Path, UriKind.Relative), limit);
            Assert.False(answer.Headers.Contains("Set-Cookie"), file.Path);
        }

        Assert.NotNull((await AskAsync(client, null, limit)).Cookie);
    });

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Request_ThatIsNotForUsers_StaysOutside(string name) => BehindAsync(name, async (client, replicas, limit) =>
    {
        foreach (var path in (string[])["/health", "/alive", "/metrics", "/drain", "/DRAIN", "/%64rain", "/drain/"])
        {
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), null, limit);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{path} is answered with {answer.StatusCode}.");
        }

        Assert.DoesNotContain(replicas.SelectMany(replica => replica.Requests), request => request.StartsWith("POST", StringComparison.Ordinal));
    });

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Request_WithALargerBodyThanKestrelTakes_IsRefused(string name) => BehindAsync(name, async (client, _, limit) =>
    {
        using var body = new ByteArrayContent(new byte[30_000_001]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = body };
        request.Headers.ExpectContinue = true;
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    });

    [SkippableTheory]
    [MemberData(nameof(NamesWithACookie))]
    public Task Browser_WithItsCookie_StaysAndOneWithAForgedCookieGetsItsOwn(string name) => BehindAsync(name, async (client, replicas, limit) =>
    {
        var (first, cookie) = await AskAsync(client, null, limit);
        Assert.Contains("HttpOnly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("SameSite=Lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        for (var request = 0; request < 10; request++)
        {
            var (again, changed) = await AskAsync(client, cookie!.Split(';')[0], limit);
            Assert.Equal((first, null), (again, changed));
        }

        Assert.NotNull((await AskAsync(client, "affinity=../x", limit)).Cookie);
    });

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Request_WhenNoReplicaIsUp_IsTriedAgainByTheBrowser(string name) => BehindAsync(name, async (client, replicas, limit) =>
    {
        foreach (var replica in replicas)
        {
            await replica.KillAsync();
        }

        foreach (var path in (string[])["/", "/orders?state=open", "/countries?code=DE"])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), limit);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("1", answer.Headers.GetValues("Refresh").Single());
        }
    });

    [SkippableTheory]
    [MemberData(nameof(OneTimeRequests))]
    public Task OneTimeRequest_WhenNoReplicaIsUp_IsNotTriedAgainByTheBrowser(string name, string method, string path) => BehindAsync(name, async (client, replicas, limit) =>
    {
        foreach (var replica in replicas)
        {
            await replica.KillAsync();
        }

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), limit);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Refresh"));
        Assert.Contains("is not sent again by itself", await answer.Content.ReadAsStringAsync(limit), StringComparison.Ordinal);
    });

    /// <summary>The replica may have done it before its connection broke, and taken the code of a sign-in.</summary>
    [SkippableTheory]
    [MemberData(nameof(OneTimeRequests))]
    public Task OneTimeRequest_WhoseReplicaBreaks_IsSentToNoOther(string name, string method, string path) => BehindAsync(name, async (client, replicas, limit) =>
    {
        var seen = new ConcurrentQueue<string>();
        foreach (var replica in replicas)
        {
            replica.Handlers[path.Split('?')[0]] = context =>
            {
                seen.Enqueue(replica.Name);
                context.Abort();
                return Task.CompletedTask;
            };
        }

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), limit);

        Assert.Single(seen);
        Assert.InRange(answer.StatusCode, HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout);
        Assert.False(answer.Headers.Contains("Refresh"));
    });

    [SkippableTheory]
    [InlineData("nginx, by cookie", "GET", "/page")]
    [InlineData("nginx, by cookie", "POST", "/_blazor/negotiate")]
    [InlineData("nginx, by address", "POST", "/_blazor/negotiate")]
    [InlineData("HAProxy", "GET", "/page")]
    [InlineData("HAProxy", "POST", "/_blazor/negotiate")]
    public Task Replica_ThatTakesNoNewUsers_IsFollowedByAnotherInTheSameRequest(string name, string method, string path) => BehindAsync(name, async (client, replicas, limit) =>
    {
        var (first, cookie) = await AskAsync(client, null, limit);
        replicas.Single(replica => replica.Name == first).SendElsewhere(path, "*", "draining");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Cookie", cookie?.Split(';')[0] ?? "none=1");
        using var answer = await client.SendAsync(request, limit);

        Assert.Equal((HttpStatusCode.OK, replicas.Single(replica => replica.Name != first).Name), (answer.StatusCode, await answer.Content.ReadAsStringAsync(limit)));
    });

    [SkippableFact]
    public Task Nginx_ReplicaThatTookNoNewUser_KeepsItsUsers() => BehindAsync("nginx, by cookie", async (client, replicas, limit) =>
    {
        var (first, cookie) = await AskAsync(client, null, limit);
        replicas.Single(replica => replica.Name == first).SendElsewhere("/page", "*", "draining");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page");
        request.Headers.Add("Cookie", cookie!.Split(';')[0]);
        using var answer = await client.SendAsync(request, limit);

        Assert.NotEqual(first, await answer.Content.ReadAsStringAsync(limit));
        Assert.Equal(first, (await AskAsync(client, cookie.Split(';')[0], limit)).Replica);
    });

    [SkippableTheory]
    [InlineData("nginx, by cookie")]
    [InlineData("HAProxy")]
    public Task Post_ThatMayHaveBeenDone_IsNotSentTwice(string name) => BehindAsync(name, async (client, replicas, limit) =>
    {
        foreach (var replica in replicas)
        {
            replica.SendElsewhere("/order", "*", "draining");
        }

        using var answer = await client.PostAsync(new Uri("/order", UriKind.Relative), null, limit);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Single(replicas.SelectMany(replica => replica.Requests), "POST /order");
    });

    [SkippableFact]
    public Task Apache_ReplicaThatTakesNoNewUsers_IsTriedAgainByTheBrowserOnce() => BehindAsync("Apache", async (client, replicas, limit) =>
    {
        foreach (var replica in replicas)
        {
            replica.Handlers["/page"] = context =>
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers["Refresh"] = "1";
                return Task.CompletedTask;
            };
        }

        using var answer = await client.GetAsync(new Uri("/page", UriKind.Relative), limit);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("1", answer.Headers.GetValues("Refresh").Single());
    });

    [SkippableFact]
    public Task Haproxy_ReplicaThatIsNotReady_KeepsItsUsersAndGetsNoNewOnes() => BehindAsync("HAProxy", async (client, replicas, limit) =>
    {
        var (first, cookie) = await AskAsync(client, null, limit);
        var own = replicas.Single(replica => replica.Name == first);
        own.Declare("draining");
        // HAProxy tells nobody what it has found out: newcomers go to the other from some moment on.
        var elsewhere = 0;
        while (elsewhere < 4)
        {
            elsewhere = (await AskAsync(client, null, limit)).Replica == first ? 0 : elsewhere + 1;
        }

        Assert.Equal(first, (await AskAsync(client, cookie!.Split(';')[0], limit)).Replica);
    });

    private static async Task<(string Replica, string? Cookie)> AskAsync(HttpClient client, string? cookie, CancellationToken limit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/name");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await client.SendAsync(request, limit);
        return (await answer.Content.ReadAsStringAsync(limit), answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Single() : null);
    }

    private async Task BehindAsync(string name, Func<HttpClient, IReadOnlyList<FakeReplica>, CancellationToken, Task> test)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await using var one = await FakeReplica.StartAsync("one");
        await using var two = await FakeReplica.StartAsync("two");
        foreach (var replica in (FakeReplica[])[one, two])
        {
            replica.Handlers["/name"] = context =>
            {
                // As the framework's pages have it.
                context.Response.Headers.CacheControl = "no-cache, no-store, max-age=0";
                return context.Response.WriteAsync(replica.Name);
            };
        }

        await using var door = await FrontDoor.StartAsync(Doors[name], [new(one.Address), new(two.Address)], limit.Token);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = door.Address };
        try
        {
            await test(client, [one, two], limit.Token);
        }
        catch
        {
            output.WriteLine($"---- {name}{Environment.NewLine}{door.Output}");
            throw;
        }
    }
}
