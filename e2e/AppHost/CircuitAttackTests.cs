using System.Net;
using System.Text;
using Aspire.Hosting.Testing;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.Support;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>What somebody can try who got hold of a circuit's secret, or of the store. Straight at the replica, past the gateway's affinity.</summary>
[Collection(SharedApp.Name)]
public sealed class CircuitAttackTests(SharedApp shared, ITestOutputHelper output)
{
    private const string Path = "/counter";
    private static readonly string Tab = new('a', 32);
    private readonly RunningApp _app = shared.Running;

    [Fact]
    public Task ConnectCircuit_WithAStolenSecret_IsRefusedAndTheOwnersWorks() => _app.TestAsync(output, async limit =>
    {
        var (cookies, secret, owner) = await StartAsync(limit);
        await using (owner)
        {
            await using var stranger = await ConnectAsync(await VisitorAsync(limit), limit);
            await using var nobody = await ConnectAsync(new CookieContainer(), limit);
            Assert.Equal(false, (await stranger.ConnectCircuitAsync(secret, limit)).Result);
            Assert.Equal(false, (await nobody.ConnectCircuitAsync(secret, limit)).Result);
        }

        await using var again = await ConnectAsync(cookies, limit);
        Assert.Equal(true, (await again.ConnectCircuitAsync(secret, limit)).Result);
    });

    [Fact]
    public Task Disconnect_FromAnotherBrowser_IsRefusedAndTheCircuitStays() => _app.TestAsync(output, async limit =>
    {
        var (cookies, secret, owner) = await StartAsync(limit);
        await using (owner)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await DisconnectAsync(await VisitorAsync(limit), secret, limit));
            Assert.Equal(HttpStatusCode.Forbidden, await DisconnectAsync(new CookieContainer(), secret, limit));
        }

        await using (var again = await ConnectAsync(cookies, limit))
        {
            Assert.Equal(true, (await again.ConnectCircuitAsync(secret, limit)).Result);
        }
        // The other has no such circuit, and says so: a front door may ask the next.
        Assert.Equal(HttpStatusCode.NotFound, await DisconnectAsync(cookies, secret, limit, replica: 1));
        Assert.Equal(HttpStatusCode.OK, await DisconnectAsync(cookies, secret, limit));
        await using var late = await ConnectAsync(cookies, limit);
        Assert.Equal(false, (await late.ConnectCircuitAsync(secret, limit)).Result);
    });

    [Fact]
    public Task Resume_OnAnotherReplica_WorksOnceAndForItsOwnerOnly() => _app.TestAsync(output, async limit =>
    {
        var (cookies, secret, owner) = await StartAsync(limit);
        await using (owner)
        {
            Assert.Equal(true, (await owner.PauseCircuitAsync(acceptState: true, limit)).Result);
            // What a browser holds it could show again, and again.
            Assert.Null(owner.PersistedState);
        }

        await using var stranger = await ConnectAsync(await VisitorAsync(limit), limit, replica: 1);
        Assert.Null((await stranger.ResumeCircuitAsync(secret, Path, "[]", "", limit)).Result);
        await using var first = await ConnectAsync(cookies, limit, replica: 1);
        Assert.IsType<string>((await first.ResumeCircuitAsync(secret, Path, "[]", "", limit)).Result);
        await using var second = await ConnectAsync(cookies, limit, replica: 1);
        Assert.Null((await second.ResumeCircuitAsync(secret, Path, "[]", "", limit)).Result);
    });

    [Fact]
    public Task Resume_WithStateThatTheBrowserBrings_IsRefused() => _app.TestAsync(output, async limit =>
    {
        await using var client = await ConnectAsync(await VisitorAsync(limit), limit);

        Assert.Null((await client.ResumeCircuitAsync("secret", Path, "[{}]", "state", limit)).Result);
    });

    [Fact]
    public Task State_ThatWasTamperedWith_IsACleanStart() => _app.TestAsync(output, async limit =>
    {
        var cookies = new CookieContainer();
        await using (var browser = new HeadlessBrowser(_app.Address, TimeProvider.System, cookies, Tab))
        {
            await browser.OpenAsync(Path, limit);
            await browser.ClickAsync("counter-button", limit);
            await browser.Screen.WaitForTextAsync("counter-value", "1", limit);
        }
        await SpoilAsync();

        await using var again = new HeadlessBrowser(_app.Address, TimeProvider.System, cookies, Tab);
        await again.OpenAsync(Path, limit);
        await again.Screen.WaitForTextAsync("counter-value", "0", limit);
        await again.ClickAsync("counter-button", limit);
        await again.Screen.WaitForTextAsync("counter-value", "1", limit);
    });

    [Fact]
    public Task Store_DoesNotShowNamesOrValues() => _app.TestAsync(output, async limit =>
    {
        await using (var browser = new HeadlessBrowser(_app.Address, TimeProvider.System))
        {
            await browser.OpenAsync("/draft", limit);
            await browser.InputAsync("draft-text", "confidential", limit);
            await browser.Screen.WaitForTextAsync("draft-length", "12", limit);
        }
        using var redis = await RedisAsync();
        var hashes = redis.GetServer(redis.GetEndPoints()[0]).Keys(pattern: "Evergreen:state:*").ToList();

        Assert.NotEmpty(hashes);
        foreach (var key in hashes.Where(key => redis.GetDatabase().KeyType(key) == RedisType.Hash))
        {
            var text = (string?)key + string.Concat(redis.GetDatabase().HashGetAll(key).Select(entry => $"{entry.Name} {Encoding.Latin1.GetString((byte[])entry.Value!)}"));
            Assert.DoesNotContain("confidential", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Draft", text, StringComparison.OrdinalIgnoreCase);
        }
    });

    private async Task<(CookieContainer Cookies, string Secret, RawCircuitClient Owner)> StartAsync(CancellationToken limit)
    {
        var cookies = new CookieContainer();
        var owner = await ConnectAsync(cookies, limit, loads: true);
        return (cookies, (string)(await owner.StartCircuitAsync(Path, "[]", "", limit)).Result!, owner);
    }

    /// <summary>The cookies of somebody who has a page too.</summary>
    private async Task<CookieContainer> VisitorAsync(CancellationToken limit)
    {
        var cookies = new CookieContainer();
        await using var client = await ConnectAsync(cookies, limit, loads: true);
        return cookies;
    }

    private async Task<RawCircuitClient> ConnectAsync(CookieContainer cookies, CancellationToken limit, int replica = 0, bool loads = false)
    {
        var address = Replica(replica);
        if (loads)
        {
            using var handler = new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false };
            using var client = new HttpClient(handler) { BaseAddress = address };
            client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            using var page = await client.GetAsync(new Uri(Path, UriKind.Relative), limit);
            page.EnsureSuccessStatusCode();
        }
        return await RawCircuitClient.ConnectAsync(address, cookies, Tab, TimeProvider.System, limit);
    }

    private async Task<HttpStatusCode> DisconnectAsync(CookieContainer cookies, string secret, CancellationToken limit, int replica = 0)
    {
        using var handler = new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = Replica(replica) };
        using var form = new MultipartFormDataContent { { new StringContent(secret), "circuitId" } };
        using var response = await client.PostAsync(new Uri("_blazor/disconnect", UriKind.Relative), form, limit);
        return response.StatusCode;
    }

    private Uri Replica(int index) => _app.App.GetEndpoint(_app.ReplicaNames.ElementAt(index));

    private async Task SpoilAsync()
    {
        using var redis = await RedisAsync();
        var database = redis.GetDatabase();
        foreach (var key in redis.GetServer(redis.GetEndPoints()[0]).Keys(pattern: "Evergreen:state:*").Where(key => database.KeyType(key) == RedisType.Hash).ToList())
        {
            foreach (var entry in database.HashGetAll(key))
            {
                var value = (byte[])entry.Value!;
                value[^1] ^= 1;
                database.HashSet(key, entry.Name, value);
            }
        }
    }

    private async Task<ConnectionMultiplexer> RedisAsync() => ConnectionMultiplexer.Connect((await _app.App.GetConnectionStringAsync("redis"))!);
}
