using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>Whether clicks survive whatever is done to the app while users click.</summary>
internal sealed class ChaosCommand(TimeProvider time) : ICommand
{
    public string Name => "chaos";

    public string Summary => "Kills, drains, rolls and pauses parts of the app in a seeded order while users click, and checks what became of each click.";

    public IReadOnlyList<CommandOption> Options => ChaosOptions.All;

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var plan = ChaosOptions.Read(line);
        if (OpenFiles.FindProblem(plan.Users, OpenFiles.Limit) is { } problem)
        {
            throw new MeasurementException(problem);
        }
        var tree = SourceTree.Find();
        tree.RequireBuilt("AppHost", "Gateway", "Redis", "WebApp");
        var results = new ResultOutput(ChaosOptions.PlaceOf(Name, line), line, output);
        await results.BeginAsync(tree, cancellationToken);

        await using var stack = await AppHostStack.StartAsync(plan.Replicas, time, cancellationToken);
        var result = await new ChaosRun(stack, plan, output, time).RunAsync(cancellationToken);
        await results.EndAsync(ChaosReport.Render(result), cancellationToken);
        return result.IsTrue && ChaosVerdict.Of(result).All(verdict => verdict.IsMet) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }
}
