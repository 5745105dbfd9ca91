using System.CommandLine;
using System.Diagnostics;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Browsers;
using BlazorAspire.LoadTest.Reports;
using PuppeteerSharp;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>How long clicks in a real browser do not count when their replica is killed, and whether the page comes back as it was; in this app and in a bare one behind the same gateway.</summary>
internal sealed class RecoveryBench() : BenchRun("recovery", "Time from SIGKILL of the serving replica to the first click that counts, in Chromium.", Repeats, Replicas)
{
    private const int ClicksBefore = 3;
    private static readonly Option<int> Repeats = Cli.Number("--repeats", 20, 1, 1000, "kills of each arm");
    private static readonly Option<int> Replicas = Cli.Number("--replicas", 3, 2, 32, "replicas of this app; the bare app has two");
    private static readonly string[] Arguments = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private static readonly string[] Stocks = ["stock-1", "stock-2"];

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        await using var browser = await StartBrowserAsync();
        await using var ours = await AspireApp.StartAsync(Project, Line.GetValue(Replicas), Time, cancellationToken);
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        Arm[] stocks = [.. Stocks.Select(name => host.AddStock(name, new Dictionary<string, string>(BenchHost.Production) { ["Replica__Name"] = name }))];
        var gateway = host.AddGateway("gateway", "front", stocks.Select(stock => (stock.Resource, stock.Address)));
        await using var bare = await host.StartAsync(cancellationToken);

        RecoveryArm[] arms = [new(ours, ours.Address("gateway"), RestartsByItself: true), new(bare, gateway.Address, RestartsByItself: false)];
        string[] names = [Text($"this app, {Line.GetValue(Replicas)} replicas"), Text($"bare app, {Stocks.Length} replicas")];
        try
        {
            var pages = new List<IPage>();
            foreach (var arm in arms)
            {
                pages.Add(await OpenAsync(browser, arm.Gateway));
            }

            var runs = await RoundsAsync(
                names, Line.GetValue(Repeats), (arm, cancel) => KillAsync(arms[arm], pages[arm], cancel),
                run => Text($"{run.Seconds:0.00} s, showed {run.Before}, shows {run.After}"), cancellationToken, warmsUp: false);
            var p95 = Spread.Percentile(runs[0].Select(run => run.Seconds), 95);
            var text = Text($"""
                Seconds from SIGKILL of the serving replica to the first click that counts, on another one (kills of each arm, in turn: {Line.GetValue(Repeats)}):
                {TextReport.Table(["ARM", "P50", "P95", "MIN", "MAX", "VALUES LOST"], names.Select((name, index) => Row(name, runs[index])))}
                """);
            return (text, [Goal.AtMost("p95 in seconds", 1.3, Spread.Of([p95])), Goal.AtMost("Values lost", 0, Spread.Of([runs[0].Count(run => run.IsLost)]), "0")]);
        }
        catch (Exception problem) when (problem is PuppeteerException or TimeoutException)
        {
            throw new MeasurementException($"The page did not come back: {problem.Message}", problem);
        }
    }

    private static async Task<IBrowser> StartBrowserAsync()
    {
        var path = BrowserFinder.OfThisMachine.Find() ?? throw new MeasurementException(
            $"No Chromium, Chrome or Edge was found. Install one (Debian: apt-get install chromium), or set {BrowserFinder.Variable} to the path of one.");
        // Chromium refuses to be sandboxed as root; for anyone else it stays on.
        string[] sandbox = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        try
        {
            return await Puppeteer.LaunchAsync(new LaunchOptions { ExecutablePath = path, Headless = true, Args = [.. Arguments, .. sandbox] });
        }
        catch (PuppeteerException problem)
        {
            throw new MeasurementException($"'{path}' could not be started: {problem.Message}", problem);
        }
    }

    /// <summary>A page of a user of its own.</summary>
    private static async Task<IPage> OpenAsync(IBrowser browser, Uri gateway)
    {
        var page = await (await browser.CreateBrowserContextAsync()).NewPageAsync();
        page.DefaultTimeout = (int)TimeSpan.FromMinutes(2).TotalMilliseconds;
        await page.GoToAsync(new Uri(gateway, "/counter").ToString());
        await page.WaitForSelectorAsync("[data-interactive=true]");
        return page;
    }

    private async Task<Recovery> KillAsync(RecoveryArm arm, IPage page, CancellationToken cancellationToken)
    {
        await arm.App.AllReadyAsync(arm.Gateway, cancellationToken);
        var before = await ClickAsync(page, await ValueAsync(page), ClicksBefore);
        var serving = await page.EvaluateFunctionAsync<ServingReplica>("async () => await (await fetch('/replica')).json()");

        var killed = Time.GetTimestamp();
        using (var process = Process.GetProcessById(serving.ProcessId))
        {
            process.Kill();
        }

        var restart = arm.RestartsByItself ? Task.CompletedTask : arm.App.StartAgainAsync(serving.Name, cancellationToken);
        await WaitAsync(page, """
            replica => document.querySelector('[data-interactive=true]') !== null
                && document.querySelector('[data-testid=replica-name]').textContent !== replica
                && !document.querySelector('[data-testid=counter-button]').disabled
            """, serving.Name);
        var after = await ValueAsync(page);
        await ClickAsync(page, after, 1);
        var seconds = Time.GetElapsedTime(killed).TotalSeconds;
        await restart;
        return new Recovery(seconds, before, after);
    }

    private static async Task<int> ClickAsync(IPage page, int value, int clicks)
    {
        for (var click = 0; click < clicks; click++)
        {
            await page.ClickAsync("[data-testid=counter-button]");
            await WaitAsync(page, "value => document.querySelector('[data-testid=counter-value]').textContent.trim() === String(value)", ++value);
        }

        return value;
    }

    /// <summary>Looked at on each frame. A page that loads itself again meanwhile takes the wait along.</summary>
    private static Task<IJSHandle> WaitAsync(IPage page, string condition, object argument) => page.WaitForFunctionAsync(condition, new WaitForFunctionOptions { Polling = WaitForFunctionPollingOption.Raf }, argument);

    private static Task<int> ValueAsync(IPage page) => page.EvaluateExpressionAsync<int>("Number(document.querySelector('[data-testid=counter-value]').textContent)");

    private static string[] Row(string name, IReadOnlyList<Recovery> runs)
    {
        double[] seconds = [.. runs.Select(run => run.Seconds)];
        return [name, Text($"{Spread.Percentile(seconds, 50):0.00}"), Text($"{Spread.Percentile(seconds, 95):0.00}"), Text($"{seconds.Min():0.00}"), Text($"{seconds.Max():0.00}"), Text($"{runs.Count(run => run.IsLost)}/{runs.Count}")];
    }

    /// <summary>What matters here of the answer of <c>/replica</c>.</summary>
    private sealed record ServingReplica(string Name, int ProcessId);

    private sealed record RecoveryArm(AspireApp App, Uri Gateway, bool RestartsByItself);

    /// <summary>One kill of the replica that serves a page: seconds to the first click that counts, and the value on the screen before the kill and on the page that came back.</summary>
    private sealed record Recovery(double Seconds, int Before, int After)
    {
        public bool IsLost => After < Before;
    }
}
