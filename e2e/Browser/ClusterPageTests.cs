using System.Globalization;
using System.Text.RegularExpressions;
using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(DisturbedApp.Name)]
public sealed partial class ClusterPageTests(DisturbedApp disturbed, BrowserHost host, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public Task Drain_OfAnotherReplica_IsSeenWithItsMovesAndNothingLost() => _app.TestAsync(output, async limit =>
    {
        await using var mover = await BrowserVisit.StartAsync(host, _app);
        await mover.OpenAsync("/counter");
        await mover.Page.GetByTestId("counter-button").ClickAsync();
        await Assertions.Expect(mover.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");
        var from = (await mover.AskAsync()).Name;
        await using var watcher = await BrowserVisit.StartAsync(host, _app, width: 360);
        await watcher.TestAsync(nameof(Drain_OfAnotherReplica_IsSeenWithItsMovesAndNothingLost), async () =>
        {
            await watcher.OpenAsync("/cluster");
            var to = (await watcher.AskAsync()).Name;
            Assert.NotEqual(from, to);
            var lost = watcher.Page.GetByTestId("cluster-lost");
            await Assertions.Expect(lost).ToHaveTextAsync("0 circuits lost");
            var moved = watcher.Page.Locator($"[data-testid=cluster-move][data-from={from}][data-to={to}]").GetByTestId("cluster-move-users");
            var before = await moved.CountAsync() == 0 ? 0 : int.Parse(await moved.InnerTextAsync(), CultureInfo.InvariantCulture);

            var result = await _app.App.ResourceCommands.ExecuteCommandAsync(from, "drain", limit);

            Assert.True(result.Success, result.Message);
            var drain = watcher.Page.Locator($"[data-testid=cluster-drain][data-replica={from}]");
            await Assertions.Expect(drain).ToContainTextAsync(AllMoved());
            await Assertions.Expect(moved).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture));
            await Assertions.Expect(lost).ToHaveTextAsync("0 circuits lost");
            await Assertions.Expect(mover.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");
            Assert.Equal(to, (await mover.AskAsync()).Name);
            Assert.Empty(await AxeScript.CheckAsync(watcher.Page));
            Assert.False(await watcher.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"));
            Assert.Empty(watcher.Errors);
        });
    });

    [GeneratedRegex(@"is (draining|drained and stopped)\s*1 of 1 user moved: \d+ to webapp-\d")]
    private static partial Regex AllMoved();
}
