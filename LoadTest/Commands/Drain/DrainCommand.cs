using System.Globalization;
using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Drain;

/// <summary>What users notice of a rolling restart, in this app and in a stock one.</summary>
internal sealed class DrainCommand(TimeProvider time) : ICommand
{
    private static readonly NumberOption Repeats = new("repeats", 2, 1, 100, "rolling restarts of each arm");
    private static readonly NumberOption Users = new("users", 50, 1, 2000, "users who click");
    private static readonly NumberOption Think = new("think", 200, 0, 60_000, "milliseconds from a confirmed click to the next");
    private static readonly NumberOption Replicas = new("replicas", 3, 2, 32, "replicas of each arm");

    public string Name => "drain";

    public string Summary => "How long users are without an answer in a rolling restart, and what they lose (embedded profile).";

    public IReadOnlyList<CommandOption> Options => [Repeats, Users, Think, Replicas];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt("AppHost", "Gateway", "WebApp", StockStack.Project);
        await Heading.WriteAsync(output, tree, cancellationToken);

        await using var ours = await AppHostStack.StartAsync(tree, line[Replicas], new Dictionary<string, string>(), time, cancellationToken);
        await using var stock = await StockStack.StartAsync(tree, line[Replicas], time, cancellationToken);
        DrainArm[] arms = [.. new IStack[] { ours, stock }.Select(stack => new DrainArm(stack, line[Users], TimeSpan.FromMilliseconds(line[Think]), time))];
        var runs = arms.Select(_ => new List<DrainRun>()).ToArray();
        for (var round = 1; round <= line[Repeats]; round++)
        {
            foreach (var index in round % 2 == 1 ? new[] { 0, 1 } : [1, 0])
            {
                var run = await arms[index].RunOnceAsync(cancellationToken);
                runs[index].Add(run);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{round}/{line[Repeats]}  {arms[index].Name}: blackout p99 {Percentile.Of(run.Blackouts, 99):0.00} s, {run.Lost} of {run.Confirmed} clicks lost"));
            }
        }
        await output.WriteAsync(DrainReport.Render([.. arms.Select((arm, index) => (arm.Name, (IReadOnlyList<DrainRun>)runs[index]))], line[Users]));
        return DrainReport.IsGoalMet(runs[0], line[Users]) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }
}
