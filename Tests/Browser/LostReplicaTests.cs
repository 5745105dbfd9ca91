using System.Diagnostics;
using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(DisturbedApp.Name)]
public sealed class LostReplicaTests(DisturbedApp disturbed, BrowserHost host, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public Task Kill_OfTheServingReplica_GivesTheUserAWorkingPageByItself() => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Kill_OfTheServingReplica_GivesTheUserAWorkingPageByItself), async () =>
        {
            await visit.OpenAsync("/counter");
            var serving = await visit.AskAsync();
            await Assertions.Expect(visit.ReplicaName).ToHaveTextAsync(serving.Name);

            using (var process = Process.GetProcessById(serving.ProcessId))
            {
                process.Kill();
                await process.WaitForExitAsync(limit);
            }

            await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(serving.Name);
            await visit.InteractiveAsync();
            await visit.Page.GetByTestId("counter-button").ClickAsync();
            await Assertions.Expect(visit.Page.GetByTestId("counter-value")).Not.ToHaveTextAsync("0");
        });
    });

    [SkippableFact]
    public Task Kill_OfTheServingReplica_KeepsWhatWasTyped() => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Kill_OfTheServingReplica_KeepsWhatWasTyped), async () =>
        {
            await TypedPage.AddFormAsync(visit.Page);
            await visit.OpenAsync("/counter");
            var address = visit.Page.Url;
            await TypedPage.TypeAsync(visit.Page);
            var serving = await visit.AskAsync();

            using (var process = Process.GetProcessById(serving.ProcessId))
            {
                process.Kill();
                await process.WaitForExitAsync(limit);
            }
            await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(serving.Name);
            await visit.InteractiveAsync();

            await TypedPage.AssertKeptAsync(visit.Page);
            await Assertions.Expect(visit.Notice).ToBeHiddenAsync();
            Assert.Equal(address, visit.Page.Url);
        });
    });
}
