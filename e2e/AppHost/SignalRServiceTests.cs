using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.Browser;
using BlazorAspire.Tests.LoadTest;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>Pages come through the gateway and circuits through the emulator of Azure SignalR: what holds without it holds with it.</summary>
public sealed class SignalRServiceTests(SignalRServiceApp service, BrowserHost host, ITestOutputHelper output) : IClassFixture<SignalRServiceApp>, IClassFixture<BrowserHost>
{
    private readonly RunningApp _app = service.Running;

    [SkippableFact]
    public Task Kill_OfTheServingReplica_KeepsTheStateOfAPageInABrowser() => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Kill_OfTheServingReplica_KeepsTheStateOfAPageInABrowser), async () =>
        {
            var sockets = new List<string>();
            visit.Page.WebSocket += (_, socket) => sockets.Add(socket.Url);
            var value = visit.Page.GetByTestId("counter-value");
            await visit.OpenAsync("/counter");
            for (var count = 1; count <= 3; count++)
            {
                await visit.Page.GetByTestId("counter-button").ClickAsync();
                await Assertions.Expect(value).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));
            }
            Assert.StartsWith($"ws://{service.Emulator.Authority}/client/?hub=componenthub", Assert.Single(sockets), StringComparison.Ordinal);
            Assert.Empty(visit.Errors);
            var serving = await visit.AskAsync();

            await KillAsync(serving, limit);

            await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(serving.Name);
            await visit.InteractiveAsync();
            await Assertions.Expect(value).ToHaveTextAsync("3");
            await visit.Page.GetByTestId("counter-button").ClickAsync();
            await Assertions.Expect(value).ToHaveTextAsync("4");
        });
    });

    [Fact]
    public Task KillsADrainAndARollingRestart_UnderUsersWhoClick_TakeNothingThatWasOnAScreen() => _app.TestAsync(output, async limit =>
    {
        const int users = 6;
        await _app.ResetAsync(limit);
        await using var crowd = await Crowd.OpenAsync(_app.Address, users, TimeProvider.System, limit);
        Assert.Equal(users, await service.ClientsAsync(limit));
        crowd.Start(TimeSpan.FromMilliseconds(100));

        for (var kill = 0; kill < 2; kill++)
        {
            await crowd.EverybodyClickedAsync(limit);
            var serving = JsonSerializer.Deserialize<ReplicaAnswer>(await crowd.Users[kill].Browser.GetAsync("/replica", limit), JsonSerializerOptions.Web)!;
            await KillAsync(serving, limit);
            await crowd.EverybodyClickedAsync(limit);
        }
        await _app.ResetAsync(limit);
        var drained = JsonSerializer.Deserialize<ReplicaAnswer>(await crowd.Users[0].Browser.GetAsync("/replica", limit), JsonSerializerOptions.Web)!;
        var drain = await _app.App.ResourceCommands.ExecuteCommandAsync(drained.Name, "drain", limit);
        await crowd.EverybodyClickedAsync(limit);
        await _app.ResetAsync(limit);
        var restart = await _app.App.ResourceCommands.ExecuteCommandAsync("webapp", "rolling-restart", limit);
        await crowd.EverybodyClickedAsync(limit);
        await crowd.StopAsync();

        Assert.True(drain.Success, drain.Message);
        Assert.True(restart.Success, restart.Message);
        var violation = crowd.Check();
        Assert.True(violation is null, violation);
    });

    [Fact]
    public Task Load_ThroughTheEmulator_HasNoMisroute() => _app.TestAsync(output, async limit =>
    {
        await _app.ResetAsync(limit);
        await StickyLoadTests.AssertStickyAsync(_app);
    });

    private static async Task KillAsync(ReplicaAnswer replica, CancellationToken limit)
    {
        using var process = Process.GetProcessById(replica.ProcessId);
        process.Kill();
        await process.WaitForExitAsync(limit);
    }
}
