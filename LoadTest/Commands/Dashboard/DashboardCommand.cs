using System.Diagnostics;
using System.Globalization;
using BlazorAspire.LoadTest.Browsers;
using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;
using Microsoft.Playwright;

namespace BlazorAspire.LoadTest.Commands.Dashboard;

/// <summary>What the embedded dashboard needs, and how soon it shows: its memory under a flood of telemetry, and the way of a line to its page.</summary>
internal sealed class DashboardCommand(TimeProvider time) : ICommand
{
    private const string Project = "Embedded/Dashboard";
    private const string Token = "load-test";
    private const int UsualRate = 1_000;
    private const int FloodRate = 5_000;
    private static readonly NumberOption Logs = new("logs", 1_000_000, 1_000, 100_000_000, "log entries of the flood");
    private static readonly NumberOption Spans = new("spans", 200_000, 1_000, 100_000_000, "spans of the flood");
    private static readonly NumberOption Seconds = new("seconds", 20, 1, 600, "seconds at each rate of lines");

    public string Name => "dashboard";

    public string Summary => "Memory of the dashboard under a flood of telemetry, and how soon it shows a line (embedded profile).";

    public IReadOnlyList<CommandOption> Options => [Logs, Spans, Seconds];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt(Project);
        await Heading.WriteAsync(output, tree, cancellationToken);

        var otlp = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}"));
        await using var dashboard = new ServerProcess(tree, Project, Settings(otlp), time);
        await dashboard.StartAsync(cancellationToken);
        using var sender = new OtlpSender(otlp, Token);
        var messages = new OtlpMessages(time);

        var (memory, after) = await FloodAsync(dashboard, sender, messages, line, output, cancellationToken);
        var (usual, flood) = await WatchAsync(dashboard, sender, messages, line, cancellationToken);
        var result = new DashboardResult(memory, after, usual, flood);
        await output.WriteAsync(DashboardReport.Render(result, line[Logs], line[Spans]));
        return result.IsGoalMet ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private async Task<(long Most, long After)> FloodAsync(
        ServerProcess dashboard, OtlpSender sender, OtlpMessages messages, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        using var process = Process.GetProcessById(dashboard.ProcessId);
        var flood = new TelemetryFlood(sender, messages, process);
        await TimedAsync("log entries", line[Logs], flood.SendLogsAsync(line[Logs], cancellationToken), output);
        await TimedAsync("spans", line[Spans], flood.SendSpansAsync(line[Spans], cancellationToken), output);
        await Task.Delay(TimeSpan.FromSeconds(3), time, cancellationToken);
        process.Refresh();
        return (flood.Most, ProcessMemory.Read(process).Resident);
    }

    private async Task TimedAsync(string what, int count, Task sending, TextWriter output)
    {
        var start = time.GetTimestamp();
        await sending;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}: {count / time.GetElapsedTime(start).TotalSeconds:N0} a second"));
    }

    // With the stores full of the flood.
    private async Task<(PageDelay Usual, PageDelay Flood)> WatchAsync(
        ServerProcess dashboard, OtlpSender sender, OtlpMessages messages, CommandLine line, CancellationToken cancellationToken)
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        var page = await browser.NewPageAsync(dashboard.Address);
        await page.GotoAsync($"/login?t={Token}");
        await page.GotoAsync("/logs?text=mark");
        await page.Locator("[data-interactive=true]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        var lines = new MarkedLines(sender, messages, time);
        // At first the page's code is still being compiled.
        await lines.MeasureAsync(page, UsualRate, TimeSpan.FromSeconds(5), cancellationToken);
        var duration = TimeSpan.FromSeconds(line[Seconds]);
        return (await lines.MeasureAsync(page, UsualRate, duration, cancellationToken), await lines.MeasureAsync(page, FloodRate, duration, cancellationToken));
    }

    private static Dictionary<string, string> Settings(Uri otlp) => new()
    {
        ["Dashboard__BrowserToken"] = Token,
        ["Dashboard__Otlp__Url"] = otlp.ToString(),
        ["Dashboard__Otlp__ApiKey"] = Token,
    };
}
