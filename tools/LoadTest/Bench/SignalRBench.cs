using System.CommandLine;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>What it costs that connections go by the emulator of Azure SignalR Service: clicks on the whole app with it and without.</summary>
internal sealed class SignalRBench() : BenchRun("signalr", "Clicks a second and their latency through the emulator of Azure SignalR Service and without it.", Rounds, Seconds, Users, Few)
{
    private static readonly Option<int> Rounds = Cli.Number("--rounds", 6, 1, 1000, "rounds, each with one run of both arms");
    private static readonly Option<int> Seconds = Cli.Number("--seconds", 4, 1, 600, "seconds of clicking in a run");
    private static readonly Option<int> Users = Cli.Number("--users", 32, 1, 1000, "users who click without a pause, for the clicks a second");
    private static readonly Option<int> Few = Cli.Number("--few", 2, 1, 1000, "users who click without a pause, for how long a click takes");

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        string[] arms = ["direct", "emulator"];
        await using var direct = await AspireApp.StartAsync(Project, 1, Time, cancellationToken, "--backplane", "redis");
        await using var emulated = await AspireApp.StartAsync(Project, 1, Time, cancellationToken, "--backplane", "azure-signalr");
        Uri[] addresses = [direct.Address("gateway"), emulated.Address("gateway")];

        var duration = TimeSpan.FromSeconds(Line.GetValue(Seconds));
        var (many, few) = (new ClickLoad(Line.GetValue(Users), duration, Time), new ClickLoad(Line.GetValue(Few), duration, Time));
        var runs = await RoundsAsync(
            arms, Line.GetValue(Rounds), async (arm, cancel) => (Many: await many.RunAsync(addresses[arm], cancel), Few: await few.RunAsync(addresses[arm], cancel)),
            run => Text($"{run.Many.PerSecond:0} clicks/s; with few users {run.Few}"), cancellationToken);
        var text = Text($"""
            Clicks on one replica behind the gateway, all on the same machine: a second with {Line.GetValue(Users)} in flight, and the time of one with {Line.GetValue(Few)}
            (medians of {Line.GetValue(Rounds)} rounds; least to most in brackets):
            {TextReport.Table(["ARM", "CLICKS/S", "P50 ms", "P99 ms"], arms.Select((arm, index) => new[]
            {
                arm, Of(runs[index], run => run.Many.PerSecond).ToText("0"), Of(runs[index], run => run.Few.P50).ToText("0.00"), Of(runs[index], run => run.Few.P99).ToText("0.00"),
            }))}
            """);
        return (text,
        [
            Goal.AtLeast("Clicks a second through the emulator, of direct", 0.5, Ratio(runs[1], runs[0], run => run.Many.PerSecond)),
            Goal.AtMost("Added p50 of a click in ms", 1.5, Difference(runs[1], runs[0], run => run.Few.P50)),
        ]);
    }
}
