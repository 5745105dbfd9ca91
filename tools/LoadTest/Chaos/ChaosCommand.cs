namespace BlazorAspire.LoadTest.Chaos;

/// <summary>Whether clicks survive whatever is done to the app while users click.</summary>
internal static class ChaosCommand
{
    private static readonly Option<int> Users = Cli.Number("--users", 100, 1, 5000, "users who click, each with one open page");
    private static readonly Option<int> Faults = Cli.Number("--faults", 10, 1, 1000, "faults, one after the other, each when all users are back");
    private static readonly Option<int> Seed = Cli.Number("--seed", 1, 0, int.MaxValue, "gives the order of the faults: the same number, the same faults");
    private static readonly Option<int> Replicas = Cli.Number("--replicas", 3, 1, 32, "replicas of the app");
    private static readonly Option<TimeSpan> Think = Cli.Duration("--think", "1s", "0s", "1m", "what a user waits from a confirmed click to the next");

    private static readonly Option<FaultKind[]> Kinds = Cli.Checked<FaultKind[]>(
        "--kinds", "NAMES", $"which faults come, with commas between them: {Fault.AllNames}",
        $"Use one or more of {Fault.AllNames}, with commas between them and each once.", [.. Fault.AllKinds], Fault.TryParseKinds);

    public static IReadOnlyList<Option> Options { get; } =
        [Users, Faults, Kinds, Seed, Replicas, Think, ResultPage.Option, AppHostProject.PathOption, AppHostProject.ConfigurationOption];

    public static Command Create(TimeProvider time) => Cli.NewCommand(
        "chaos",
        "Kills, drains, rolls and pauses parts of an app made from the template in a seeded order while users click, and checks what became of each click.",
        Options, (line, cancellationToken) => RunAsync(line, time, cancellationToken));

    private static async Task<int> RunAsync(ParseResult line, TimeProvider time, CancellationToken cancellationToken)
    {
        var (kinds, replicas, users, seed) = (line.GetValue(Kinds)!, line.GetValue(Replicas), line.GetValue(Users), line.GetValue(Seed));
        if (replicas == 1 && kinds.Where(Fault.NeedsAnotherReplica).ToArray() is [var impossible, ..])
        {
            var rest = string.Join(',', Fault.AllKinds.Where(kind => !Fault.NeedsAnotherReplica(kind)).Select(Fault.NameOf));
            throw new UsageException(
                $"With one replica '{Fault.NameOf(impossible)}' leaves its users without a server, as there is no other to move to. "
                + $"Use --replicas 2 or more, or --kinds {rest}.");
        }

        Machine.RequireFiles(users);
        var plan = new ChaosPlan(users, line.GetValue(Think), seed, Fault.InOrder(seed, line.GetValue(Faults), kinds, users));
        var project = AppHostProject.Load(line);
        // A page of documentation names the kinds of faults where they were chosen, as in 'chaos kill'.
        var place = line.GetResult(Kinds) is { Implicit: false } chosen ? $"chaos {chosen.Tokens[0].Value}" : "chaos";
        await ResultPage.WriteAsync(line, place);
        var output = line.InvocationConfiguration.Output;
        await output.WriteLineAsync(project.Describe());
        await using var app = await AspireApp.StartAsync(project, replicas, time, cancellationToken);
        var result = await new ChaosRun(app, plan, output, time).RunAsync(cancellationToken);
        await output.WriteAsync(result.Render());
        await ResultPage.WriteAsync(line, place, project.Describe() + result.Render());
        return result.IsGoalMet ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }
}
