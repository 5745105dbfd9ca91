using Aspire.Hosting.ApplicationModel;
using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(DisturbedApp.Name)]
public sealed class VersionTests(DisturbedApp disturbed, BrowserHost host, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Setting = "Replica__Version";
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => _app.TestAsync(output, async limit =>
    {
        foreach (var name in _app.ReplicaNames)
        {
            await RestartAsync(name, null, limit);
        }
    });

    [SkippableFact]
    public Task NewVersion_IsOfferedWaitsForTheDraftAndTakesItAlong() => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(NewVersion_IsOfferedWaitsForTheDraftAndTakesItAlong), async () =>
        {
            var notice = visit.Page.GetByTestId("version-notice");
            var change = visit.Page.GetByTestId("version-switch");
            await visit.OpenAsync("/draft");
            await visit.Page.GetByTestId("draft-subject").FillAsync("Hello");
            var old = await visit.AskAsync();
            var other = _app.ReplicaNames.Single(name => name != old.Name);
            await Assertions.Expect(notice).ToBeHiddenAsync();

            await RestartAsync(other, "99.0.0", limit);

            await Assertions.Expect(notice).ToContainTextAsync("Version 99.0.0 is ready. Your message is not sent yet.");
            await Assertions.Expect(change).ToBeDisabledAsync();
            await visit.Page.GetByTestId("draft-send").ClickAsync();
            await Assertions.Expect(change).ToBeEnabledAsync();
            await change.ClickAsync();

            await Assertions.Expect(visit.Page.Locator("footer strong")).ToHaveTextAsync(other);
            await visit.InteractiveAsync();
            await Assertions.Expect(visit.Page.GetByTestId("draft-sent")).ToHaveTextAsync("1 message");
            await Assertions.Expect(notice).ToBeHiddenAsync();
        });
    });

    [SkippableFact]
    public Task NewVersion_RolledBack_IsOfferedNoMore() => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(NewVersion_RolledBack_IsOfferedNoMore), async () =>
        {
            await visit.OpenAsync("/counter");
            var old = await visit.AskAsync();
            var other = _app.ReplicaNames.Single(name => name != old.Name);
            await RestartAsync(other, "99.0.0", limit);
            await Assertions.Expect(visit.Page.GetByTestId("version-notice")).ToBeVisibleAsync();

            await RestartAsync(other, null, limit);

            await Assertions.Expect(visit.Page.GetByTestId("version-notice")).ToBeHiddenAsync();
        });
    });

    private async Task RestartAsync(string replica, string? version, CancellationToken limit)
    {
        _app.Settings.Set(replica, Setting, version);
        var result = await _app.App.ResourceCommands.ExecuteCommandAsync(replica, KnownResourceCommands.RestartCommand, limit);
        Assert.True(result.Success, result.Message);
        await _app.App.ResourceNotifications.WaitForResourceHealthyAsync(replica, WaitBehavior.WaitOnResourceUnavailable, limit);
    }
}
