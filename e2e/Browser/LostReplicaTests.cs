using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using StackExchange.Redis;
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
            await visit.Page.EvaluateAsync("() => { window.isOld = true; }");
            var serving = await visit.AskAsync();

            await EndAsync(serving, isAsked, limit);

            await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(serving.Name);
            await visit.InteractiveAsync();
            await Assertions.Expect(value).ToHaveTextAsync("3");
            await visit.Page.GetByTestId("counter-button").ClickAsync();
            await Assertions.Expect(value).ToHaveTextAsync("4");
            Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.isOld"));
        });
    });

    [SkippableFact]
    public Task Kills_OneAfterTheOtherAndAfterAMove_KeepThePage() => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Kills_OneAfterTheOtherAndAfterAMove_KeepThePage), async () =>
        {
            var circuit = visit.Page.GetByTestId("circuit-id");
            await visit.OpenAsync("/counter");
            await visit.Page.EvaluateAsync("() => { window.isOld = true; }");
            Func<Task>[] losses = [() => visit.Page.EvaluateAsync("() => BlazorAspirePage.move('drain')"), KillAsync, KillAsync];

            for (var count = 1; count <= losses.Length; count++)
            {
                await visit.Page.GetByTestId("counter-button").ClickAsync();
                await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));
                var before = await circuit.TextContentAsync();
                await losses[count - 1]();
                await Assertions.Expect(circuit).Not.ToHaveTextAsync(before!);
                await visit.InteractiveAsync();
                await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));
            }

            Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.isOld"));
        });

        async Task KillAsync() => await EndAsync(await visit.AskAsync(), isAsked: false, limit);
    });

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Kill_OfTheServingReplica_KeepsWhatWasTyped(bool isForgotten) => _app.TestAsync(output, async limit =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(nameof(Kill_OfTheServingReplica_KeepsWhatWasTyped), async () =>
        {
            await TypedPage.AddFormAsync(visit.Page);
            await visit.OpenAsync("/counter");
            var address = visit.Page.Url;
            await TypedPage.TypeAsync(visit.Page);
            var serving = await visit.AskAsync();
            if (isForgotten)
            {
                await ForgetCircuitsAsync();
            }

            using (var process = Process.GetProcessById(serving.ProcessId))
            {
                process.Kill();
                await process.WaitForExitAsync(limit);
            }
            await Assertions.Expect(visit.ReplicaName).Not.ToHaveTextAsync(serving.Name);
            await visit.InteractiveAsync();

            // A page that is loaded anew must not keep everything.
            await TypedPage.AssertKeptAsync(visit.Page, isForgotten ? "" : TypedPage.Secrets);
            await Assertions.Expect(visit.Notice).ToBeHiddenAsync();
            Assert.Equal(address, visit.Page.Url);
        });
    });

    /// <summary>What is left is the state of the pages.</summary>
    private async Task ForgetCircuitsAsync()
    {
        using var redis = ConnectionMultiplexer.Connect((await _app.App.GetConnectionStringAsync("redis"))!);
        var keys = redis.GetServer(redis.GetEndPoints()[0]).Keys(pattern: "Evergreen:circuit:*").ToArray();
        Assert.NotEqual(0, await redis.GetDatabase().KeyDeleteAsync(keys));
    }

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
