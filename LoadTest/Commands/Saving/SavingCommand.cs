using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Saving;

/// <summary>What it costs to save state: clicks on one replica with saving strict, relaxed and off, and on the same page of a stock app.</summary>
internal sealed class SavingCommand(TimeProvider time) : ICommand
{
    private static readonly NumberOption Repeats = new("repeats", 6, 1, 100, "rounds, each with one run of every arm");
    private static readonly NumberOption Seconds = new("seconds", 4, 1, 600, "seconds of clicking in a run");
    private static readonly NumberOption Users = new("users", 32, 1, 1000, "users who click without a pause, for the clicks a second");
    private static readonly NumberOption Few = new("few", 2, 1, 1000, "users who click without a pause, for how long a click takes");

    // The first is what the others are held against.
    private static readonly (string Mode, SavingGoal? Goal)[] Modes = [("off", null), ("relaxed", SavingGoal.Relaxed), ("strict", SavingGoal.Strict)];

    public string Name => "saving";

    public string Summary => "Clicks a second and their latency with state saved strictly, relaxed and not at all.";

    public IReadOnlyList<CommandOption> Options => [Repeats, Seconds, Users, Few, ResultPage.Option];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt(RedisServer.Project, "WebApp", StockStack.Project);
        var results = new ResultOutput(Name, line, output);
        await results.BeginAsync(tree, cancellationToken);

        await using var replicas = new LoneReplicas(tree, time);
        var arms = new List<ReplicaTarget>();
        foreach (var (mode, _) in Modes)
        {
            arms.Add(await replicas.StartAsync(mode, "State__Mode", mode, cancellationToken));
        }

        arms.Add(await replicas.StartStockAsync(cancellationToken));
        var (rows, cores) = await MeasureAsync(arms, line, output, cancellationToken);
        await results.EndAsync(SavingReport.Render(rows, cores, line[Repeats], line[Users], line[Few]), cancellationToken);
        return rows.All(row => row.IsGoalMet) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private async Task<(IReadOnlyList<SavingRow> Rows, string Cores)> MeasureAsync(IReadOnlyList<ReplicaTarget> arms, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(line[Seconds]);
        var (many, few) = (new ClickLoad(line[Users], duration, time), new ClickLoad(line[Few], duration, time));
        var rounds = new Interleaving<SavingRun>(
            arms, async (arm, cancel) => new SavingRun(await many.RunAsync(arm.Address, cancel), await few.RunAsync(arm.Address, cancel)), SavingReport.Line, output);
        var runs = await rounds.RunAsync(line[Repeats], cancellationToken);
        return ([.. arms.Select((arm, index) => SavingRow.Of(arm.Name, index < Modes.Length ? Modes[index].Goal : null, runs[index], runs[0]))], rounds.Cores);
    }
}
