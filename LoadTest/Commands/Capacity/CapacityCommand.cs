namespace BlazorAspire.LoadTest.Commands.Capacity;

/// <summary>How many replicas, and how much memory, a number of users need. It calculates; it starts nothing.</summary>
internal sealed class CapacityCommand : ICommand
{
    private static readonly NumberOption Users = new("users", 5000, 1, 10_000_000, "users at once, each with one open page");
    private static readonly NumberOption Circuit = new("circuit-kb", 250, 1, 1_000_000, "kilobytes of memory that a circuit takes; circuits.memory tells your app's");
    private static readonly NumberOption State = new("state-kb", 4, 0, 100_000, "kilobytes that Redis keeps of a user");
    private static readonly NumberOption Headroom = new("headroom", 30, 0, 1000, "percent on top, for peaks and for garbage that waits to be collected");
    private static readonly NumberOption Replica = new("replica-mb", 2048, 64, 4_000_000, "megabytes that a replica may have");
    private static readonly NumberOption Base = new("base-mb", 150, 0, 1_000_000, "megabytes that a replica takes before its first user");
    private static readonly NumberOption Spares = new("spares", 1, 0, 1000, "replicas that may be away while the others carry all users");

    public string Name => "capacity";

    public string Summary => "Replicas, memory, Redis and Azure SignalR units for a number of users: calculates, and starts nothing.";

    public IReadOnlyList<CommandOption> Options => [Users, Circuit, State, Headroom, Replica, Base, Spares];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var needs = new CapacityNeeds(line[Users], line[Circuit], line[State], line[Headroom], line[Replica], line[Base], line[Spares]);
        await output.WriteAsync(CapacityReport.Render(needs, CapacityPlan.For(needs)));
        return ExitCodes.GoalMet;
    }
}
