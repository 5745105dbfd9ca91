namespace BlazorAspire.LoadTest.Bench;

/// <summary>One benchmark of an app made from the template. It compares two things or more in one interleaved run.</summary>
internal abstract class BenchRun(string name, string description, int rounds, params IReadOnlyList<Option> options)
{
    private readonly Option<int> _rounds = Cli.Number("--rounds", rounds, 1, 1000, "rounds, each with one run of every arm");

    protected AppHostProject Project { get; private set; } = null!;

    protected ParseResult Line { get; private set; } = null!;

    protected TimeProvider Time { get; private set; } = null!;

    protected int Rounds => Line.GetValue(_rounds);

    private TextWriter Output => Line.InvocationConfiguration.Output;

    /// <summary>The command with all benchmarks.</summary>
    public static Command CreateAll(TimeProvider time)
    {
        var bench = new Command("bench", "Measures an app made from the template, most of it beside the same thing done otherwise, in one interleaved run.");
        BenchRun[] all = [new GatewayBench(), new SavingBench(), new GrowthBench(), new StartsBench(), new SignalRBench(), new StartBench()];
        Array.ForEach(all, run => bench.Subcommands.Add(run.Create(time)));
        return bench;
    }

    /// <summary>Looks at what must be so before anything is started.</summary>
    protected virtual void Check()
    {
    }

    /// <summary>Returns the tables of the report, and the goals.</summary>
    protected abstract Task<(string Text, IReadOnlyList<Verdict> Goals)> RunAsync(CancellationToken cancellationToken);

    /// <summary>Runs all arms in turn, forwards and then backwards, so that a machine that warms up or gets busy does so for all.</summary>
    /// <param name="warmsUp">False where each run starts what it measures again.</param>
    /// <returns>The runs of each arm, in the order of the rounds.</returns>
    protected async Task<IReadOnlyList<T>[]> RoundsAsync<T>(
        IReadOnlyList<Arm> arms, Func<Arm, CancellationToken, Task<T>> run, Func<T, string> describe, CancellationToken cancellationToken,
        bool warmsUp = true, int maxRounds = int.MaxValue)
    {
        var rounds = Math.Min(Rounds, maxRounds);
        var runs = arms.Select(_ => new List<T>()).ToArray();
        // The first two rounds warm up: at first the servers are still being compiled.
        for (var round = warmsUp ? -1 : 1; round <= rounds; round++)
        {
            var order = Enumerable.Range(0, arms.Count);
            foreach (var index in round % 2 == 0 ? order.Reverse() : order)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var result = await run(arms[index], cancellationToken);
                if (round > 0)
                {
                    runs[index].Add(result);
                }

                await SayAsync($"{(round > 0 ? Invariant($"{round}/{rounds}") : "warm-up")}  {arms[index].Name}: {describe(result)}");
            }
        }

        return runs;
    }

    protected Task SayAsync(string line) => Output.WriteLineAsync(line);

    /// <summary>A table with one row for each arm.</summary>
    /// <param name="columns">What stands above each, and its text for the arm of an index.</param>
    protected static string Table(IReadOnlyList<Arm> arms, params (string Head, Func<int, string> CellOf)[] columns) => TextReport.Table(
        ["ARM", .. columns.Select(column => column.Head)],
        arms.Select((arm, index) => (string[])[arm.Name, .. columns.Select(column => column.CellOf(index))]));

    protected static Spread Of<T>(IReadOnlyList<T> runs, Func<T, double> figure) => Spread.Of(runs.Select(figure));

    /// <summary>Figures of the same round, each divided by the other.</summary>
    protected static Spread Ratio<T>(IReadOnlyList<T> runs, IReadOnlyList<T> others, Func<T, double> figure) =>
        Spread.Of(runs.Zip(others, (run, other) => figure(run) / figure(other)));

    /// <summary>Figures of the same round, the other taken off each.</summary>
    protected static Spread Difference<T>(IReadOnlyList<T> runs, IReadOnlyList<T> others, Func<T, double> figure) =>
        Spread.Of(runs.Zip(others, (run, other) => figure(run) - figure(other)));

    private Command Create(TimeProvider time) => Cli.NewCommand(
        name, description, [_rounds, .. options, ResultPage.Option, AppHostProject.PathOption, AppHostProject.ConfigurationOption],
        async (line, cancellationToken) =>
        {
            (Line, Time) = (line, time);
            Check();
            Project = AppHostProject.Load(line);
            await ResultPage.WriteAsync(line, name);
            await SayAsync(Project.Describe());
            var (text, goals) = await RunAsync(cancellationToken);
            var result = $"\n{text.ReplaceLineEndings("\n")}\n{string.Join('\n', goals)}\n";
            await Output.WriteAsync(result);
            await ResultPage.WriteAsync(line, name, Project.Describe() + result);
            return goals.All(goal => goal.IsMet) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
        });
}
