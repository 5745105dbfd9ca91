using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using BlazorAspire.LoadTest.Circuits;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>A replica that joins later gets users of those that have many.</summary>
public sealed class RebalanceTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Rebalance__Enabled"] = "true",
        ["Rebalance__Interval"] = "00:00:01",
        ["Rebalance__IdleAfter"] = "00:00:00",
    };

    [Fact]
    public async Task Start_OfAnEmptyReplica_MovesIdleUsersThereWithTheirState()
    {
        const int users = 4;
        await using var app = await RunningApp.StartAsync(Settings, "--replicas", "2");
        await app.TestAsync(output, async limit =>
        {
            await app.App.ResourceCommands.ExecuteCommandAsync("webapp-2", KnownResourceCommands.StopCommand, limit);
            var browsers = Enumerable.Range(1, users).Select(seed => new HeadlessBrowser(app.Address, TimeProvider.System, seed: seed)).ToList();
            try
            {
                for (var user = 0; user < users; user++)
                {
                    await browsers[user].OpenAsync("/counter", limit);
                    await ClickAsync(browsers[user], user + 1, limit);
                }

                await app.App.ResourceCommands.ExecuteCommandAsync("webapp-2", KnownResourceCommands.StartCommand, limit);

                await HalfAreOnAsync(browsers, "webapp-2", limit);
                Assert.All(browsers, (browser, user) => Assert.Equal((user + 1).ToString(CultureInfo.InvariantCulture), browser.Screen.TextOf("counter-value")));
            }
            finally
            {
                await Task.WhenAll(browsers.Select(browser => browser.DisposeAsync().AsTask()));
            }
        });
    }

    private static async Task ClickAsync(HeadlessBrowser browser, int times, CancellationToken limit)
    {
        for (var value = 1; value <= times; value++)
        {
            Assert.True(await browser.ClickAsync("counter-button", limit));
            await browser.Screen.WaitForTextAsync("counter-value", value.ToString(CultureInfo.InvariantCulture), limit);
        }
    }

    /// <summary>Half of the users are there, and interactive.</summary>
    private static async Task HalfAreOnAsync(List<HeadlessBrowser> browsers, string replica, CancellationToken limit)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit);
        var arrivals = browsers.Select(browser => browser.Screen.WaitAsync(
            screen => screen.IsInteractive && screen.TextOf("replica-name") == replica, $"a page of '{replica}'", enough.Token)).ToList();
        for (var arrived = 0; arrived < browsers.Count / 2; arrived++)
        {
            var next = await Task.WhenAny(arrivals);
            await next;
            arrivals.Remove(next);
        }
        await enough.CancelAsync();
        await Task.WhenAll(arrivals).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
