using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.LoadTest.Circuits;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>Redis goes and comes back under a user who clicks on.</summary>
[Collection(DisturbedApp.Name)]
public sealed class RedisOutageTests(DisturbedApp disturbed, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clicks = 10;
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task Redis_KilledAndStartedEmpty_LosesNothingThatIsSavedAfterIt() => _app.TestAsync(output, async limit =>
    {
        await using var browser = new HeadlessBrowser(_app.Address, TimeProvider.System);
        await browser.OpenAsync("/counter", limit);
        await ClickToAsync(browser, 1, Clicks, limit);
        var (serving, circuit) = (await ServingAsync(browser, limit), browser.CircuitSecret);

        await CommandAsync("redis", KnownResourceCommands.StopCommand, limit);
        await ClickToAsync(browser, Clicks + 1, 2 * Clicks, limit);
        await AssertServesAsync(serving, limit);
        await browser.Screen.WaitAsync(screen => screen.TextOf("unsaved-notice") is not null, "the notice that it is not saved", limit);
        await CommandAsync("redis", KnownResourceCommands.StartCommand, limit);
        await browser.Screen.WaitAsync(screen => screen.TextOf("unsaved-notice") is null, "the end of the notice", limit);

        Assert.Equal(circuit, browser.CircuitSecret);
        await KillAsync(serving, browser, limit);
        Assert.NotEqual(serving.Name, (await ServingAsync(browser, limit)).Name);
        await ClickToAsync(browser, (2 * Clicks) + 1, (2 * Clicks) + 1, limit);
    });

    [Fact]
    public Task Redis_ForgetsEverythingWhileConnectionsStay_LosesNothingThatIsOnTheScreen() => _app.TestAsync(output, async limit =>
    {
        await using var browser = new HeadlessBrowser(_app.Address, TimeProvider.System);
        await browser.OpenAsync("/counter", limit);
        await ClickToAsync(browser, 1, Clicks, limit);
        var serving = await ServingAsync(browser, limit);

        await using (var redis = await ConnectionMultiplexer.ConnectAsync($"{await _app.App.GetConnectionStringAsync("redis", limit)},allowAdmin=true"))
        {
            await redis.GetDatabase().ExecuteAsync("FLUSHALL");
        }
        await ClickToAsync(browser, Clicks + 1, Clicks + 1, limit);
        await KillAsync(serving, browser, limit);

        Assert.NotEqual(serving.Name, (await ServingAsync(browser, limit)).Name);
        await ClickToAsync(browser, Clicks + 2, Clicks + 2, limit);
    });

    [SkippableFact]
    public Task Redis_Frozen_HoldsNobodyAndGetsEverythingWhenItGoesOn() => _app.TestAsync(output, async limit =>
    {
        FrozenRedis.SkipWhereImpossible();
        await using var browser = new HeadlessBrowser(_app.Address, TimeProvider.System);
        await browser.OpenAsync("/counter", limit);
        await ClickToAsync(browser, 1, Clicks, limit);
        var (serving, circuit) = (await ServingAsync(browser, limit), browser.CircuitSecret);

        await using (await FrozenRedis.FreezeAsync(_app, limit))
        {
            await ClickToAsync(browser, Clicks + 1, 2 * Clicks, limit);
            await browser.Screen.WaitAsync(screen => screen.TextOf("unsaved-notice") is not null, "the notice that it is not saved", limit);
            await AssertServesAsync(serving, limit);
        }
        await browser.Screen.WaitAsync(screen => screen.TextOf("unsaved-notice") is null, "the end of the notice", limit);

        Assert.Equal(circuit, browser.CircuitSecret);
        await KillAsync(serving, browser, limit);
        await ClickToAsync(browser, (2 * Clicks) + 1, (2 * Clicks) + 1, limit);
    });

    private static async Task ClickToAsync(HeadlessBrowser browser, int first, int last, CancellationToken limit)
    {
        for (var value = first; value <= last; value++)
        {
            // A click that was not sent is given again, as a user does.
            while (!await browser.ClickAsync("counter-button", limit))
            {
                await Task.Yield();
            }
            await browser.Screen.WaitForTextAsync("counter-value", value.ToString(CultureInfo.InvariantCulture), limit);
        }
    }

    private static async Task<ReplicaAnswer> ServingAsync(HeadlessBrowser browser, CancellationToken limit) =>
        JsonSerializer.Deserialize<ReplicaAnswer>(await browser.GetAsync("/replica", limit), JsonSerializerOptions.Web)!;

    private async Task AssertServesAsync(ReplicaAnswer replica, CancellationToken limit)
    {
        using var client = _app.App.CreateHttpClient(replica.Name);
        using var ready = await client.GetAsync(new Uri("/health", UriKind.Relative), limit);
        using var alive = await client.GetAsync(new Uri("/alive", UriKind.Relative), limit);
        Assert.Equal((HttpStatusCode.OK, "Degraded"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(limit)));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (alive.StatusCode, await alive.Content.ReadAsStringAsync(limit)));
    }

    /// <summary>Ends when the page goes on in another circuit: a click before that may be on its way to a process that is no more.</summary>
    private static async Task KillAsync(ReplicaAnswer replica, HeadlessBrowser browser, CancellationToken limit)
    {
        var circuit = browser.Screen.TextOf("circuit-id");
        using var process = Process.GetProcessById(replica.ProcessId);
        process.Kill();
        await browser.Screen.WaitAsync(
            screen => screen.IsInteractive && screen.TextOf("circuit-id") is { } now && now != circuit, $"a circuit other than '{circuit}'", limit);
    }

    private async Task CommandAsync(string resource, string command, CancellationToken limit)
    {
        var result = await _app.App.ResourceCommands.ExecuteCommandAsync(resource, command, limit);
        Assert.True(result.Success, result.Message);
    }
}
