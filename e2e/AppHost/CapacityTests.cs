using System.Net;
using BlazorAspire.LoadTest.Circuits;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>More users than there are places.</summary>
public sealed class CapacityTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Settings = new() { ["Circuits__Max"] = "1" };

    [Fact]
    public async Task Newcomer_WhenEveryReplicaIsFull_WaitsAndGetsInWhenAUserLeaves()
    {
        await using var app = await RunningApp.StartAsync(Settings, "--replicas", "2");
        await app.TestAsync(output, async limit =>
        {
            await using var second = new HeadlessBrowser(app.Address, TimeProvider.System);
            await using (var first = new HeadlessBrowser(app.Address, TimeProvider.System))
            {
                await first.OpenAsync("/counter", limit);
                await second.OpenAsync("/counter", limit);
                Assert.NotEqual(first.Screen.TextOf("replica-name"), second.Screen.TextOf("replica-name"));

                await AssertNoPlaceAsync(app, limit);
                // Who is in stays in, also with a new page.
                await first.ClickAsync("counter-button", limit);
                await first.Screen.WaitForTextAsync("counter-value", "1", limit);
            }

            await using var newcomer = new HeadlessBrowser(app.Address, TimeProvider.System);
            await newcomer.OpenAsync("/counter", limit);
            await newcomer.ClickAsync("counter-button", limit);
            await newcomer.Screen.WaitForTextAsync("counter-value", "1", limit);
        });
    }

    private static async Task AssertNoPlaceAsync(RunningApp app, CancellationToken limit)
    {
        using var visitor = app.NewVisitor();
        visitor.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var page = await visitor.GetAsync(new Uri("/counter", UriKind.Relative), limit);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.Contains("The app is at capacity", await page.Content.ReadAsStringAsync(limit), StringComparison.Ordinal);
    }
}
