using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>What an app gets from the load generator's browsers.</summary>
public sealed class SiteTests
{
    /// <summary>Otherwise the app's traces would begin in a process that does not send its own.</summary>
    [Fact]
    public async Task Requests_InAProcessThatTraces_BeginNoTrace()
    {
        var headers = new ConcurrentQueue<string>();
        await using var app = await FakeSite.StartAsync(context =>
        {
            foreach (var name in context.Request.Headers.Keys)
            {
                headers.Enqueue(name);
            }

            return FakeSite.WriteAsync(context, (int)HttpStatusCode.OK, FakeSite.Page);
        });
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var site = new Site(new Uri(app.Address), new CookieContainer(), TimeProvider.System);

        await site.LoadAsync("/", CancellationToken.None);

        Assert.Contains("Accept", headers);
        Assert.DoesNotContain("traceparent", headers);
    }
}
