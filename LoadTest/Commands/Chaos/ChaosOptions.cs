using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>The options of chaos, and the plan that they make.</summary>
internal static class ChaosOptions
{
    private static readonly NumberOption Users = new("users", 100, 1, 5000, "users who click, each with one open page");
    private static readonly NumberOption Faults = new("faults", 10, 1, 1000, "faults, one after the other, each when all users are back");
    private static readonly NumberOption Seed = new("seed", 1, 0, int.MaxValue, "gives the order of the faults: the same number, the same faults");
    private static readonly NumberOption Replicas = new("replicas", 3, 1, 32, "replicas of the app");
    private static readonly DurationOption Think = new("think", "1s", "0s", "1m", "what a user waits from a confirmed click to the next");

    private static readonly TextOption Kinds = new(
        "kinds", "NAMES", FaultKinds.AllText, "which faults come, with commas between them", FaultKinds.HowTo, text => FaultKinds.TryParse(text) is not null);

    public static IReadOnlyList<CommandOption> All { get; } = [Users, Faults, Kinds, Seed, Replicas, Think, ResultPage.Option];

    /// <summary>What a page of documentation calls the result: with the kinds of faults where they were chosen, as in <c>chaos kill</c>.</summary>
    public static string PlaceOf(string command, CommandLine line) => line.Has(Kinds) ? $"{command} {line[Kinds]}" : command;

    /// <exception cref="UsageException">The options do not go together.</exception>
    public static ChaosPlan Read(CommandLine line)
    {
        var kinds = FaultKinds.TryParse(line[Kinds]!)!;
        if (line[Replicas] == 1 && kinds.Where(FaultKinds.NeedsAnotherReplica).ToArray() is { Length: > 0 } hopeless)
        {
            var rest = string.Join(',', FaultKinds.All.Where(kind => !FaultKinds.NeedsAnotherReplica(kind)).Select(FaultKinds.NameOf));
            throw new UsageException(
                $"With one replica '{FaultKinds.NameOf(hopeless[0])}' throws everybody out, as nobody else is there to take them. Use --replicas 2 or more, or --kinds {rest}.");
        }
        return new ChaosPlan(line[Users], line[Think], line[Replicas], line[Seed], FaultOrder.Of(line[Seed], line[Faults], kinds, line[Users]));
    }
}
