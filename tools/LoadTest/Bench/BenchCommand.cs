using System.CommandLine;
using System.Globalization;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Benchmarks of an app made from the template. Each compares two things or more in one interleaved run.</summary>
internal static class BenchCommand
{
    public static Command Create(TimeProvider time)
    {
        var bench = new Command("bench", "Measures an app made from the template, most of it beside the same thing done otherwise, in one interleaved run.");
        BenchRun[] all = [new GatewayBench(), new SavingBench(), new GrowthBench(), new StartsBench(), new SignalRBench(), new StartBench()];
        foreach (var run in all)
        {
            bench.Subcommands.Add(run.ToCommand(time));
        }

        return bench;
    }
}

/// <summary>One benchmark.</summary>
internal abstract class BenchRun(string name, string description, int rounds, params IReadOnlyList<Option> options)
{
    private readonly Option<int> _rounds = Cli.Number("--rounds", rounds, 1, 1000, "rounds, each with one run of every arm");

    protected AppHostProject Project { get; private set; } = null!;

    protected ParseResult Line { get; private set; } = null!;

    protected ResultPage Output { get; private set; } = null!;

    protected TimeProvider Time { get; private set; } = null!;

    protected int Rounds => Line.GetValue(_rounds);

    public Command ToCommand(TimeProvider time) => Cli.NewCommand(
        name, description, [_rounds, .. options, ResultPage.Option, AppHostProject.PathOption, AppHostProject.ConfigurationOption], async (line, cancellationToken) =>
        {
            (Line, Time) = (line, time);
            Check();
            Project = AppHostProject.Load(line);
            Output = await ResultPage.BeginAsync(name, line, cancellationToken);
            var (text, goals) = await RunAsync(cancellationToken);
            await Output.EndAsync($"\n{text.ReplaceLineEndings("\n")}\n{string.Join('\n', goals)}\n", cancellationToken);
            return goals.All(goal => goal.IsMet) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
        });

    /// <summary>Looks at what must be so before anything is started.</summary>
    protected virtual void Check()
    {
    }

    /// <summary>Returns the tables of the report, and the goals.</summary>
    protected abstract Task<(string Text, IReadOnlyList<Goal> Goals)> RunAsync(CancellationToken cancellationToken);

    /// <summary>Runs all arms in turn, forwards and then backwards, so that a machine that warms up or gets busy does so for all.</summary>
    /// <param name="warmsUp">False where each run starts what it measures again.</param>
    /// <returns>The runs of each arm, in the order of the rounds.</returns>
    protected async Task<IReadOnlyList<T>[]> RoundsAsync<T>(
        IReadOnlyList<string> arms, Func<int, CancellationToken, Task<T>> run, Func<T, string> describe, CancellationToken cancellationToken, bool warmsUp = true, int maxRounds = int.MaxValue)
    {
        var rounds = Math.Min(Rounds, maxRounds);
        var runs = arms.Select(_ => new List<T>()).ToArray();
        // The first two rounds warm up: at first the servers are still being compiled.
        for (var round = warmsUp ? -1 : 1; round <= rounds; round++)
        {
            var order = Enumerable.Range(0, arms.Count);
            foreach (var arm in round % 2 == 0 ? order.Reverse() : order)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var result = await run(arm, cancellationToken);
                if (round > 0)
                {
                    runs[arm].Add(result);
                }

                await Output.SayAsync($"{(round > 0 ? Text($"{round}/{rounds}") : "warm-up")}  {arms[arm]}: {describe(result)}");
            }
        }

        return runs;
    }

    protected static Spread Of<T>(IReadOnlyList<T> runs, Func<T, double> figure) => Spread.Of(runs.Select(figure));

    /// <summary>Figures of the same round, each divided by the other.</summary>
    protected static Spread Ratio<T>(IReadOnlyList<T> runs, IReadOnlyList<T> others, Func<T, double> figure) => Spread.Of(runs.Zip(others, (run, other) => figure(run) / figure(other)));

    /// <summary>Figures of the same round, the other taken off each.</summary>
    protected static Spread Difference<T>(IReadOnlyList<T> runs, IReadOnlyList<T> others, Func<T, double> figure) => Spread.Of(runs.Zip(others, (run, other) => figure(run) - figure(other)));

    protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A goal, and what was measured.</summary>
/// <param name="Bound">What the median must reach, or not exceed.</param>
internal sealed record Goal(string What, string Format, double Bound, bool IsMin, Spread Measured)
{
    public static Goal AtLeast(string what, double bound, Spread measured, string format = "0.00") => new(what, format, bound, true, measured);

    public static Goal AtMost(string what, double bound, Spread measured, string format = "0.00") => new(what, format, bound, false, measured);

    public bool IsMet => IsMin ? Measured.Median >= Bound : Measured.Median <= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{What}: {Measured.ToText(Format)}, goal at {(IsMin ? "least" : "most")} {Bound.ToString(Format, CultureInfo.InvariantCulture)}. {TextReport.Verdict(IsMet)}");
}
