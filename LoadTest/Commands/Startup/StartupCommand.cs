using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>How long the whole app takes to be up, against the same AppHost with one replica.</summary>
internal sealed class StartupCommand(TimeProvider time) : ICommand
{
    private static readonly NumberOption Repeats = new("repeats", 5, 1, 100, "runs of each arm");
    private static readonly NumberOption Replicas = new("replicas", 3, 2, 32, "replicas of the whole app");

    public string Name => "startup";

    public string Summary => "Time until the whole app is healthy against the same with one replica, and the memory of each process.";

    public IReadOnlyList<CommandOption> Options => [Repeats, Replicas];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt("AppHost", "Gateway", "Redis", "WebApp");
        await Heading.WriteAsync(output, tree, cancellationToken);

        using var guard = new OrphanGuard();
        var whole = new AppHostArm(tree, line[Replicas], guard, time);
        var alone = new AppHostArm(tree, 1, guard, time);
        var result = await new StartupBenchmark(whole, alone, output).RunAsync(line[Repeats], cancellationToken);
        await output.WriteAsync(StartupReport.Render(result));
        return result.IsGoalMet ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }
}
