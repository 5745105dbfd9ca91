using System.CommandLine;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Clicks on several servers: how many clicks a second are possible shows when many users click; how long one takes, when the machine has time for it.</summary>
internal abstract class ClickBench(string name, string description) : BenchRun(name, description, 6, Seconds, Users, Few)
{
    private static readonly Option<int> Seconds = Cli.Number("--seconds", 4, 1, 600, "seconds of clicking in a run");
    private static readonly Option<int> Users = Cli.Number("--users", 32, 1, 1000, "users who click without a pause, for the clicks a second");
    private static readonly Option<int> Few = Cli.Number("--few", 2, 1, 1000, "users who click without a pause, for how long a click takes");

    /// <param name="arms">The first is what the others are held against.</param>
    protected async Task<(string Table, IReadOnlyList<(Clicks Many, Clicks Few)>[] Runs)> ClickAsync((string Name, Uri Address)[] arms, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(Line.GetValue(Seconds));
        var (many, few) = (new ClickLoad(Line.GetValue(Users), duration, Time), new ClickLoad(Line.GetValue(Few), duration, Time));
        var runs = await RoundsAsync(
            [.. arms.Select(arm => arm.Name)], async (arm, cancel) => (Many: await many.RunAsync(arms[arm].Address, cancel), Few: await few.RunAsync(arms[arm].Address, cancel)),
            run => Text($"{run.Many.PerSecond:0} clicks/s; with few users {run.Few}"), cancellationToken);
        return (Text($"""
            Clicks on one replica, client on the same machine: a second with {Line.GetValue(Users)} in flight, and the time of one with {Line.GetValue(Few)}
            (medians of {Rounds} rounds; least to most in brackets):
            {TextReport.Table(["ARM", "CLICKS/S", "P50 ms", "P99 ms", $"RATIO TO {arms[0].Name.ToUpperInvariant()}", "ADDED P50 ms"], arms.Select((arm, index) => new[]
            {
                arm.Name, Of(runs[index], run => run.Many.PerSecond).ToText("0"), Of(runs[index], run => run.Few.P50).ToText("0.00"), Of(runs[index], run => run.Few.P99).ToText("0.00"),
                Ratio(runs[index], runs[0], run => run.Many.PerSecond).ToText("0.00"), Difference(runs[index], runs[0], run => run.Few.P50).ToText("0.00"),
            }))}
            """), runs);
    }

    /// <summary>The share of the first arm's clicks a second that is left to an arm, and the milliseconds that the median click takes longer.</summary>
    protected static Goal[] Goals(string arm, IReadOnlyList<(Clicks Many, Clicks Few)> runs, IReadOnlyList<(Clicks Many, Clicks Few)> first, double ratio, double addedP50) =>
    [
        Goal.AtLeast($"{arm}, clicks a second, of the first", ratio, Ratio(runs, first, run => run.Many.PerSecond)),
        Goal.AtMost($"{arm}, added p50 in ms", addedP50, Difference(runs, first, run => run.Few.P50)),
    ];
}

/// <summary>What it costs to save state: one replica with saving off, relaxed and strict, and the same page of a bare Blazor app.</summary>
internal sealed class SavingBench() : ClickBench("saving", "Clicks a second and their latency with state saved strictly, relaxed and not at all.")
{
    private static readonly string[] Modes = ["off", "relaxed", "strict"];

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        Arm[] arms = [.. Modes.Select(mode => host.AddReplica(mode, $"webapp-{mode}", "State__Mode", mode)), host.AddStock("stock", BenchHost.Production)];
        await using var app = await host.StartAsync(cancellationToken);
        var (table, runs) = await ClickAsync([.. arms.Select(arm => (arm.Name, arm.Address))], cancellationToken);
        return (table, [.. Goals(Modes[1], runs[1], runs[0], 0.90, 0.3), .. Goals(Modes[2], runs[2], runs[0], 0.75, 0.8)]);
    }
}

/// <summary>What it costs that connections go by the emulator of Azure SignalR Service: the whole app with it and without.</summary>
internal sealed class SignalRBench() : ClickBench("signalr", "Clicks a second and their latency through the emulator of Azure SignalR Service and without it.")
{
    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        await using var direct = await AspireApp.StartAsync(Project, 1, Time, cancellationToken, "--backplane", "redis");
        await using var emulated = await AspireApp.StartAsync(Project, 1, Time, cancellationToken, "--backplane", "azure-signalr");
        var (table, runs) = await ClickAsync([("direct", direct.Address("gateway")), ("emulator", emulated.Address("gateway"))], cancellationToken);
        return (table, Goals("emulator", runs[1], runs[0], 0.5, 1.5));
    }
}
