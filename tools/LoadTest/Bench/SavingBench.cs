using System.CommandLine;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>What it costs to save state: clicks on one replica with saving strict, relaxed and off, and on the same page of a bare Blazor app.</summary>
internal sealed class SavingBench() : BenchRun("saving", "Clicks a second and their latency with state saved strictly, relaxed and not at all.", Repeats, Seconds, Users, Few)
{
    private static readonly Option<int> Repeats = Cli.Number("--repeats", 6, 1, 100, "rounds, each with one run of every arm");
    private static readonly Option<int> Seconds = Cli.Number("--seconds", 4, 1, 600, "seconds of clicking in a run");
    private static readonly Option<int> Users = Cli.Number("--users", 32, 1, 1000, "users who click without a pause, for the clicks a second");
    private static readonly Option<int> Few = Cli.Number("--few", 2, 1, 1000, "users who click without a pause, for how long a click takes");

    // What a mode may cost against no saving: the share of its clicks a second that is left, and the milliseconds that the median click takes longer.
    private static readonly (string Mode, double Ratio, double AddedP50)[] Goals = [("relaxed", 0.90, 0.3), ("strict", 0.75, 0.8)];

    private static readonly string[] Modes = ["off", .. Goals.Select(goal => goal.Mode)];

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        // The first is what the others are held against.
        Arm[] arms = [.. Modes.Select(mode => host.AddReplica(mode, $"webapp-{mode}", "State__Mode", mode)), host.AddStock("stock", BenchHost.Production)];
        await using var app = await host.StartAsync(cancellationToken);

        var duration = TimeSpan.FromSeconds(Line.GetValue(Seconds));
        var (many, few) = (new ClickLoad(Line.GetValue(Users), duration, Time), new ClickLoad(Line.GetValue(Few), duration, Time));
        // How many clicks a second are possible shows when many users click; how long one takes, when the machine has time for it.
        var runs = await RoundsAsync(
            [.. arms.Select(arm => arm.Name)], Line.GetValue(Repeats), async (arm, cancel) => (Many: await many.RunAsync(arms[arm].Address, cancel), Few: await few.RunAsync(arms[arm].Address, cancel)),
            run => Text($"{run.Many.PerSecond:0} clicks/s; with few users {run.Few}"), cancellationToken);
        var text = Text($"""
            Clicks on one replica, client on the same machine: a second with {Line.GetValue(Users)} in flight, and the time of one with {Line.GetValue(Few)}
            (medians of {Line.GetValue(Repeats)} rounds; least to most in brackets):
            {TextReport.Table(["ARM", "CLICKS/S", "P50 ms", "P99 ms", "RATIO TO OFF", "ADDED P50 ms"], arms.Select((arm, index) => Row(arm.Name, runs[index], runs[0])))}
            """);
        return (text, [.. Goals.SelectMany((goal, index) => new[]
        {
            Goal.AtLeast($"{goal.Mode}, clicks a second, of off", goal.Ratio, Ratio(runs[index + 1], runs[0], run => run.Many.PerSecond)),
            Goal.AtMost($"{goal.Mode}, added p50 in ms", goal.AddedP50, Difference(runs[index + 1], runs[0], run => run.Few.P50)),
        })]);
    }

    private static string[] Row(string name, IReadOnlyList<(Clicks Many, Clicks Few)> runs, IReadOnlyList<(Clicks Many, Clicks Few)> off) =>
    [
        name, Of(runs, run => run.Many.PerSecond).ToText("0"), Of(runs, run => run.Few.P50).ToText("0.00"), Of(runs, run => run.Few.P99).ToText("0.00"),
        Ratio(runs, off, run => run.Many.PerSecond).ToText("0.00"), Difference(runs, off, run => run.Few.P50).ToText("0.00"),
    ];
}
