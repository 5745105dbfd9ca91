using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed class SpreadTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
    private const int Browsers = 12;
    private const int Requests = 10;
    private const int MostOnOneReplica = 5;
    private readonly RunningApp _app = shared.Running;

    [SkippableFact]
    public Task Browsers_OfTwelveUsers_SpreadOverTheReplicasAndStay() => _app.TestAsync(output, async _ =>
    {
        var visits = new List<BrowserVisit>();
        try
        {
            for (var i = 0; i < Browsers; i++)
            {
                visits.Add(await BrowserVisit.StartAsync(host, _app));
                await visits[^1].OpenAsync("/counter");
            }
            var names = await Task.WhenAll(visits.Select(visit => visit.ReplicaName.InnerTextAsync()));
            output.WriteLine(string.Join(' ', names));

            Assert.Equal(_app.ReplicaNames, names.Distinct().Order());
            Assert.All(names.GroupBy(name => name), group => Assert.InRange(group.Count(), 1, MostOnOneReplica));
            await Task.WhenAll(visits.Select((visit, i) =>
                visit.TestAsync($"{nameof(Browsers_OfTwelveUsers_SpreadOverTheReplicasAndStay)}-{i}", () => StaysAsync(visit, names[i]))));
        }
        finally
        {
            await Task.WhenAll(visits.Select(visit => visit.DisposeAsync().AsTask()));
        }
    });

    private static async Task StaysAsync(BrowserVisit visit, string name)
    {
        for (var i = 0; i < Requests; i++)
        {
            Assert.Equal(name, (await visit.AskAsync()).Name);
        }
        await visit.Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await visit.InteractiveAsync();
        Assert.Equal(name, await visit.ReplicaName.InnerTextAsync());
    }
}
