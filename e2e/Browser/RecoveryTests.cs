using System.Diagnostics;
using System.Globalization;
using BlazorAspire.LoadTest;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.Support;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

/// <summary>How long clicks in a real browser do not count when their replica is killed. The figures are printed, as they are those of the machine.</summary>
public sealed class RecoveryTests(BrowserHost host, ITestOutputHelper output) : IClassFixture<BrowserHost>
{
    private const int Kills = 20;

    // As users have it: a replica in Development looks at its state twice.
    private static readonly Dictionary<string, string> Settings = new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" };

    [LongFact]
    public async Task Kill_OfTheServingReplica_LosesNothing()
    {
        await using var app = await RunningApp.StartAsync(Settings, "--replicas", "3");
        await app.TestAsync(output, async limit =>
        {
            await using var visit = await BrowserVisit.StartAsync(host, app);
            await visit.OpenAsync("/counter");
            var seconds = new List<double>();
            for (var count = 1; count <= 2 * Kills; count++)
            {
                await app.ResetAsync(limit);
                await ClickAsync(visit.Page, count);
                var serving = await visit.AskAsync();

                var killed = TimeProvider.System.GetTimestamp();
                using (var process = Process.GetProcessById(serving.ProcessId))
                {
                    process.Kill();
                }

                // Looked at on each frame. A page that loads itself again meanwhile takes the wait along.
                await visit.Page.WaitForFunctionAsync("""
                    replica => document.querySelector('[data-interactive=true]') !== null
                        && document.querySelector('[data-testid=replica-name]').textContent !== replica
                        && !document.querySelector('[data-testid=counter-button]').disabled
                    """, serving.Name);
                await ClickAsync(visit.Page, ++count);
                seconds.Add(TimeProvider.System.GetElapsedTime(killed).TotalSeconds);
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Seconds from SIGKILL of the serving replica to the first click that counts, on another one ({seconds.Count} kills): p50 {Spread.Percentile(seconds, 50):0.00}, p95 {Spread.Percentile(seconds, 95):0.00}, max {seconds.Max():0.00}. Goal: p95 at most 1.3."));
        });
    }

    /// <summary>The counter shows what all clicks until then make, and no less.</summary>
    private static async Task ClickAsync(IPage page, int expected)
    {
        await page.GetByTestId("counter-button").ClickAsync();
        await page.WaitForFunctionAsync("count => Number(document.querySelector('[data-testid=counter-value]').textContent) >= count", expected);
        Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), (await page.GetByTestId("counter-value").TextContentAsync())?.Trim());
    }
}
