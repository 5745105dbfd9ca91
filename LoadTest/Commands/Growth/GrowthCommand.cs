using BlazorAspire.LoadTest.Commands.Load;
using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Growth;

/// <summary>Whether a circuit costs more the more there are: memory and time of each, from few to many, beside a bare Blazor app.</summary>
internal sealed class GrowthCommand(TimeProvider time) : ICommand
{
    private const int FewCircuits = 250;
    private static readonly NumberOption Circuits = new("circuits", 5000, 2 * FewCircuits, 20_000, "circuits at the end");
    private static readonly NumberOption Rounds = new("rounds", 5, 1, 100, "rounds, each with a new process of both apps");
    private static readonly TextOption Html = LoadOptions.Html;

    public string Name => "growth";

    public string Summary => "Memory and time of a circuit, from 250 to 5000 of them on one replica, beside a bare Blazor app.";

    public IReadOnlyList<CommandOption> Options => [Circuits, Rounds, Html, ResultPage.Option];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        if (OpenFiles.FindProblem(line[Circuits], OpenFiles.Limit) is { } problem)
        {
            throw new MeasurementException(problem);
        }
        var tree = SourceTree.Find();
        tree.RequireBuilt(RedisServer.Project, "WebApp", StockStack.Project);
        var page = new ReportFile(line[Html]);
        var results = new ResultOutput(Name, line, output);
        await results.BeginAsync(tree, cancellationToken);

        var result = await MeasureAsync(tree, line, output, cancellationToken);
        await results.EndAsync(GrowthReport.Render(result, line[Rounds]), cancellationToken);
        var footer = $"{Machine.Describe()}. Commit {await Commit.DescribeAsync(tree.Root, cancellationToken)}.";
        await page.WriteAsync(() => GrowthPage.Render(result, footer));
        return result.IsGoalMet ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private async Task<GrowthResult> MeasureAsync(SourceTree tree, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        await using var redis = await RedisServer.StartAsync(tree, time, cancellationToken);
        (string Name, string Project, Dictionary<string, string> Settings)[] arms =
            [("this app", "WebApp", redis.Settings), ("bare Blazor app", StockStack.Project, new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" })];

        var run = new GrowthRun(Steps(line[Circuits]), time);
        var measured = arms.Select(_ => new List<IReadOnlyList<GrowthStep>>()).ToArray();
        for (var round = 1; round <= line[Rounds]; round++)
        {
            // Forwards and then backwards, so that a machine that gets busy does so for both.
            foreach (var arm in round % 2 == 1 ? [0, 1] : (int[])[1, 0])
            {
                await using var server = new GrowthServer(tree, arms[arm].Project, arms[arm].Settings, time);
                var steps = await run.RunAsync(server, cancellationToken);
                measured[arm].Add(steps);
                await output.WriteLineAsync($"{round}/{line[Rounds]}  {arms[arm].Name}: {GrowthReport.Line(steps)}");
            }
        }
        return new GrowthResult(GrowthArm.Of(arms[0].Name, measured[0]), GrowthArm.Of(arms[1].Name, measured[1]));
    }

    /// <summary>Few at first, and then about twice as many each time.</summary>
    internal static IReadOnlyList<int> Steps(int circuits)
    {
        var steps = new List<int>();
        for (var step = FewCircuits; step < circuits; step *= 2)
        {
            steps.Add(step);
        }
        return [.. steps, circuits];
    }
}
