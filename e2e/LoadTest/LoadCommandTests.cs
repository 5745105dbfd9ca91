using System.Text.Json;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>Loads of a second on an app that knows nothing of this product.</summary>
public sealed class LoadCommandTests(LoadedApp app) : IClassFixture<LoadedApp>
{
    private const string Short = "--users 3 --ramp 100 --think 20ms --duration 1s --limit errors=0 --limit failed=0";

    [Fact]
    public async Task Run_Clicks_AreThoseThatTheAppCounted()
    {
        using var folder = new TemporaryFolder();
        var (json, html) = (Path.Combine(folder.Path, "load.json"), Path.Combine(folder.Path, "load.html"));
        var before = app.Count("click");

        var run = await RunAsync($"{Short} --json {json} --html {html} --limit rate=1 --limit p99=1m");

        Assert.True(run.ExitCode == 0, run.ToString());
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var operations = report.RootElement.GetProperty("operations").GetProperty("count").GetInt64();
        // The first visit clicks once, and the ramp's clicks are not counted.
        Assert.InRange(operations, 1, app.Count("click") - before - 1);
        Assert.Equal((3, 0), (Circuits("started"), Circuits("failed")));
        Assert.Equal(3, report.RootElement.GetProperty("replicas").GetProperty("only one").GetInt32());
        Assert.Contains("3 started, 0 failed, 3 open at the end", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +\d s  \d circuits  \d+/s  p50 .+  p99 .+  0 errors  0:00:\d\d left", run.Error);
        Assert.Contains("prerender   the same as the first render", run.Output, StringComparison.Ordinal);
        Assert.Contains("<h1>3 users, click, on ", await File.ReadAllTextAsync(html), StringComparison.Ordinal);

        int Circuits(string name) => report.RootElement.GetProperty("circuits").GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("--scenario type", "typed 1")]
    [InlineData("--scenario navigate", "moved /other")]
    [InlineData("--scenario submit", "submitted 1")]
    [InlineData("--scenario submit --form form.bare", "submitted bare")]
    [InlineData("--click a.none,[class='main~big']", "click")]
    public async Task Run_OfAScenario_DoesItInTheApp(string options, string counted)
    {
        var before = app.Count(counted);

        var run = await RunAsync($"{Short} --limit rate=1 {options}");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.True(app.Count(counted) > before, run.ToString());
    }

    [Fact]
    public async Task Run_Idle_HoldsCircuitsAndDoesNothing()
    {
        var run = await RunAsync($"{Short} --scenario idle --limit rate=1");

        // No operation: a rate does not hold.
        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Contains("3 open at the end", run.Output, StringComparison.Ordinal);
        Assert.Contains("errors      0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Pause_ResumesCircuitsAndIsNoLoss()
    {
        var before = app.Count("resumed");

        // The app saves behind the page's back, so that a page which comes back at once may find nothing: that is no failure of the load.
        var run = await RunAsync("--scenario pause --users 3 --ramp 100 --think 20ms --duration 1s --limit failed=0 --limit reconnects=0 --limit rate=1");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.True(app.Count("resumed") > before, run.ToString());
        Assert.Contains("3 started, 0 failed, 3 open at the end, 0 reconnects", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CircuitsOnAnotherReplicaThanTheirPage_AreMisroutes()
    {
        await using var hub = await new FakeHub().StartAsync();

        var run = await LoadCommandRun.RunAsync(
            $"load --url {hub.Address}counter --scenario idle --users 2 --duration 1s --replica [data-testid=it] --limit misroutes=0");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"(?m)^misroutes=0 +2 +does not hold", run.Output);
    }

    [Fact]
    public async Task Run_WithAServer_MeasuresItsMemory()
    {
        var run = await RunAsync($"{Short} --scenario idle --server {Environment.ProcessId} --limit server-kb=1000000");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(@"(?m)^server +\d+ KB a circuit, from \d+ MB to \d+ MB", run.Output);
    }

    [Fact]
    public async Task Run_WithAPage_WritesTheReportIntoItsPlace()
    {
        using var folder = new TemporaryFolder();
        var page = folder.Write("page.md", "# Title\n<!-- result of load -->\nold\n<!-- end of load -->\n");

        var run = await RunAsync($"{Short} --write {page}");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(
            @"(?s)^# Title\n<!-- result of load -->\n\n```\n3 users, click, on .+\nMachine: .+\nVersion: .+\noperations .+\n```\n\n<!-- end of load -->\n$",
            await File.ReadAllTextAsync(page));
    }

    [Fact]
    public async Task Run_AtARate_DoesWhatIsDueAndNoMore()
    {
        var run = await RunAsync("--users 3 --ramp 100 --duration 1s --rate 20 --limit errors=0");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("operations  20 in 1.0 s", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LimitThatDoesNotHold_Gives1AndSaysWhich()
    {
        var run = await RunAsync("--users 1 --duration 1s --limit max=0ms --limit errors=0");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"(?m)^max=0ms +[\d.]+ ms +does not hold", run.Output);
        Assert.Matches(@"(?m)^errors=0 +0 +holds", run.Output);
    }

    [Fact]
    public async Task Run_Interrupted_EndsEarlyWithTheReport()
    {
        using var interruption = new CancellationTokenSource();

        var run = await LoadCommandRun.RunAsync($"load --url {app.Address} --users 2 --duration 24h --think 10ms", interruption.Cancel, interruption.Token);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(", ended early", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 started, 0 failed, 2 open at the end", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AppThatEndsMeanwhile_CountsErrorsByKindAndEnds()
    {
        var other = new LoadedApp();
        await other.InitializeAsync();

        var run = await LoadCommandRun.RunAsync(
            $"load --url {other.Address} --users 2 --duration 2s --think 10ms --timeout 10s --limit errors=0", () => other.DisposeAsync().Wait());

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Matches("(?m)^connection refused +[1-9]", run.Output);
    }

    private Task<LoadCommandRun> RunAsync(string options) => LoadCommandRun.RunAsync($"load --url {app.Address} {options}");
}
