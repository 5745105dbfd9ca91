using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
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

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task End_OfTheServingReplica_GoesOnElsewhereWithItsStateByItself(bool isAsked) => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(End_OfTheServingReplica_GoesOnElsewhereWithItsStateByItself), async () =>
        {
            var value = visit.Page.GetByTestId("counter-value");
            await visit.OpenAsync("/counter");
            for (var count = 1; count <= 3; count++)
            {
                await visit.Page.GetByTestId("counter-button").ClickAsync();
                await Assertions.Expect(value).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));
            }
            var serving = await visit.AskAsync();

            await EndAsync(serving, isAsked, limit);

            await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(serving.Name);
            await visit.InteractiveAsync();
            await Assertions.Expect(value).ToHaveTextAsync("3");
            await visit.Page.GetByTestId("counter-button").ClickAsync();
            await Assertions.Expect(value).ToHaveTextAsync("4");
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

    /// <summary>With SIGTERM, or with SIGKILL.</summary>
    private async Task EndAsync(ReplicaAnswer replica, bool isAsked, CancellationToken limit)
    {
        if (isAsked)
        {
            var result = await _app.App.ResourceCommands.ExecuteCommandAsync(replica.Name, KnownResourceCommands.StopCommand, limit);
            Assert.True(result.Success, result.Message);
            return;
        }

        using var process = Process.GetProcessById(replica.ProcessId);
        process.Kill();
        await process.WaitForExitAsync(limit);
    }
}
