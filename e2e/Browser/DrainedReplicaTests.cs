using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(DisturbedApp.Name)]
public sealed class DrainedReplicaTests(DisturbedApp disturbed, BrowserHost host, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public Task Drain_OfTheServingReplica_MovesThePageWithoutAReload() => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Drain_OfTheServingReplica_MovesThePageWithoutAReload), async () =>
        {
            await visit.OpenAsync("/");
            var serving = await visit.AskAsync();
            await visit.Page.EvaluateAsync("() => { window.isSamePage = true; }");

            var result = await _app.App.ResourceCommands.ExecuteCommandAsync(serving.Name, "drain", limit);

            Assert.Equal($"Replica '{serving.Name}' is stopped: 1 user moved, 0 users left at the deadline.", result.Message);
            await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(serving.Name);
            await visit.InteractiveAsync();
            Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.isSamePage"));
        });
    });
}
