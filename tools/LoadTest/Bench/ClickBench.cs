namespace BlazorAspire.LoadTest.Bench;

/// <summary>
/// Clicks on several servers: how many clicks a second are possible shows when many users click; how long one takes, when the machine has time for it.
/// </summary>
internal abstract class ClickBench(string name, string description) : BenchRun(name, description, 6, Seconds, Users, Few)
{
    private static readonly Option<int> Seconds = Cli.Number("--seconds", 4, 1, 600, "seconds of clicking in a run");
    private static readonly Option<int> Users = Cli.Number("--users", 32, 1, 1000, "users who click without a pause, for the clicks a second");
    private static readonly Option<int> Few = Cli.Number("--few", 2, 1, 1000, "users who click without a pause, for how long a click takes");

    /// <param name="arms">The first is what the others are held against.</param>
    /// <param name="goals">For some arms the share of the first one's clicks a second that is to be left, and milliseconds that it may take longer.</param>
    protected async Task<(string, IReadOnlyList<Verdict>)> ClickAsync(
        IReadOnlyList<Arm> arms, (int Arm, double Ratio, double AddedP50)[] goals, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(Line.GetValue(Seconds));
        var (many, few) = (new ClickLoad(Line.GetValue(Users), duration, Time), new ClickLoad(Line.GetValue(Few), duration, Time));
        var runs = await RoundsAsync(
            arms, async (arm, cancel) => (Many: await many.RunAsync(arm, cancel), Few: await few.RunAsync(arm, cancel)),
            run => Invariant($"{run.Many.PerSecond:0} clicks/s; with few users {run.Few}"), cancellationToken);
        var table = Table(
            arms,
            ("CLICKS/S", arm => Of(runs[arm], run => run.Many.PerSecond).ToText("0")),
            ("P50 ms", arm => Of(runs[arm], run => run.Few.P50).ToText("0.00")),
            ("P99 ms", arm => Of(runs[arm], run => run.Few.P99).ToText("0.00")),
            ($"RATIO TO {arms[0].Name.ToUpperInvariant()}", arm => Kept(arm).ToText("0.00")),
            ("ADDED P50 ms", arm => Added(arm).ToText("0.00")));
        var text = Invariant($"""
            Clicks on one replica, client on the same machine: a second with {Line.GetValue(Users)} in flight, and the time of one with {Line.GetValue(Few)}
            (medians of {Rounds} rounds; least to most in brackets):
            {table}
            """);
        return (text,
        [
            .. goals.SelectMany(goal => new[]
            {
                Verdict.AtLeast($"{arms[goal.Arm].Name}, clicks a second, of the first", goal.Ratio, Kept(goal.Arm)),
                Verdict.AtMost($"{arms[goal.Arm].Name}, added p50 in ms", goal.AddedP50, Added(goal.Arm)),
            }),
        ]);

        Spread Kept(int arm) => Ratio(runs[arm], runs[0], run => run.Many.PerSecond);

        Spread Added(int arm) => Difference(runs[arm], runs[0], run => run.Few.P50);
    }
}

/// <summary>What it costs to save state: one replica with saving off, relaxed and strict, and the same page of a bare Blazor app.</summary>
internal sealed class SavingBench() : ClickBench("saving", "Clicks a second and their latency with state saved strictly, relaxed and not at all.")
{
    private static readonly string[] Modes = ["off", "relaxed", "strict"];

    protected override async Task<(string, IReadOnlyList<Verdict>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        Arm[] arms = [.. Modes.Select(mode => host.AddReplica(mode, $"webapp-{mode}", ("State__Mode", mode))), host.AddStock()];
        await using var app = await host.StartAsync(cancellationToken);
        return await ClickAsync(arms, [(1, 0.90, 0.3), (2, 0.75, 0.8)], cancellationToken);
    }
}

/// <summary>What it costs that connections go by the emulator of Azure SignalR Service: the whole app with it and without.</summary>
internal sealed class SignalRBench() : ClickBench("signalr", "Clicks a second and their latency through the emulator of Azure SignalR Service and without it.")
{
    protected override async Task<(string, IReadOnlyList<Verdict>)> RunAsync(CancellationToken cancellationToken)
    {
        await using var direct = await AspireApp.StartAsync(Project, 1, Time, cancellationToken, "--backplane", "redis");
        await using var emulated = await AspireApp.StartAsync(Project, 1, Time, cancellationToken, "--backplane", "azure-signalr");
        Arm[] arms = [new("direct", "gateway", direct.Address("gateway")), new("emulator", "gateway", emulated.Address("gateway"))];
        return await ClickAsync(arms, [(1, 0.5, 1.5)], cancellationToken);
    }
}
