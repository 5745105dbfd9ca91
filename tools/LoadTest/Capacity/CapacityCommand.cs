namespace BlazorAspire.LoadTest.Capacity;

/// <summary>
/// How many replicas, and how much memory, a number of users need. It calculates, with the arithmetic for a reader who puts in other figures, and starts
/// nothing.
/// </summary>
internal static class CapacityCommand
{
    private const int Kilobyte = 1024;

    /// <summary>Hubs that every replica connects to Azure SignalR Service: Blazor's own, and the board's.</summary>
    private const int Hubs = 2;

    /// <summary><c>InitialHubServerConnectionCount</c> of its client.</summary>
    private const int ConnectionsPerHub = 5;

    /// <summary>Connections that one unit of the tiers Standard and Premium holds.</summary>
    private const int ConnectionsPerUnit = 1000;

    /// <summary>What Redis takes before its first user: keys, the list of replicas, and its own buffers.</summary>
    private const int RedisBaseMegabytes = 64;

    // The sizes that an instance can have; above, several instances share the connections.
    private static readonly int[] UnitSizes = [.. new[] { 1, 10, 100 }.SelectMany(step => Enumerable.Range(1, 9).Select(count => step * count)), 1000];

    private static readonly Option<int> Users = Cli.Number("--users", 5000, 1, 10_000_000, "users at once, each with one open page");
    private static readonly Option<int> Circuit = Cli.Number(
        "--circuit-kb", 250, 1, 1_000_000, "kilobytes of memory that a circuit takes; circuits.memory tells your app's");
    private static readonly Option<int> State = Cli.Number("--state-kb", 4, 0, 100_000, "kilobytes that Redis keeps of a user");
    private static readonly Option<int> Headroom = Cli.Number(
        "--headroom", 30, 0, 1000, "percent on top, for peaks and for garbage that waits to be collected");
    private static readonly Option<int> Replica = Cli.Number("--replica-mb", 2048, 64, 4_000_000, "megabytes that a replica may have");
    private static readonly Option<int> Base = Cli.Number("--base-mb", 150, 0, 1_000_000, "megabytes that a replica takes before its first user");
    private static readonly Option<int> Spares = Cli.Number("--spares", 1, 0, 1000, "replicas that may be away while the others carry all users");

    public static Command Create() => Cli.NewCommand(
        "capacity", "Replicas, memory, Redis and Azure SignalR units for a number of users: calculates, and starts nothing.",
        [Users, Circuit, State, Headroom, Replica, Base, Spares], async (line, _) =>
        {
            await line.InvocationConfiguration.Output.WriteAsync(Calculate(line));
            return ExitCodes.GoalMet;
        });

    /// <summary>Every figure is rounded up, so that it is enough.</summary>
    private static string Calculate(ParseResult line)
    {
        var (users, circuit, state, headroom) = ((long)line.GetValue(Users), line.GetValue(Circuit), line.GetValue(State), line.GetValue(Headroom));
        var (replica, own, spares) = ((long)line.GetValue(Replica), line.GetValue(Base), line.GetValue(Spares));
        var percent = 100 + headroom;
        var each = Math.Max(0, replica - own) * Kilobyte * 100 / (circuit * percent);
        if (each == 0)
        {
            throw new MeasurementException(Invariant($"A replica of {replica} MB, of which it takes {own} MB itself, has no room for a user of {circuit} KB ")
                + Invariant($"and {headroom} % headroom. Raise --replica-mb."));
        }

        var replicas = DivideUp(users, each) + spares;
        var connections = users + replicas * Hubs * ConnectionsPerHub;
        var units = Units(DivideUp(connections, ConnectionsPerUnit));
        var (circuits, peak) = (DivideUp(users * circuit, Kilobyte), DivideUp(users * circuit * percent, Kilobyte * 100));
        var redis = RedisBaseMegabytes + DivideUp(users * state * percent, Kilobyte * 100);
        var factor = percent / 100m;
        return Invariant($"""
            {users:N0} users at once, {circuit} KB a circuit, {headroom} % headroom, replicas of {replica:N0} MB:

            circuits    {users:N0} x {circuit} KB = {circuits:N0} MB; with {headroom} % headroom {peak:N0} MB
            a replica   ({replica:N0} - {own:N0}) MB / ({circuit} KB x {factor:0.##}) = {each:N0} users
            replicas    {users:N0} / {each:N0}, rounded up, + {spares} that may be away = {replicas:N0}
            memory      {replicas:N0} x {replica:N0} MB = {replicas * replica:N0} MB
            Redis       {RedisBaseMegabytes} MB + {users:N0} x {state} KB x {factor:0.##} = {redis:N0} MB
            SignalR     {users:N0} + {replicas:N0} replicas x {Hubs} hubs x {ConnectionsPerHub} = {connections:N0} connections: {units}

            Set Circuits:Max to {each} and the memory of a replica to {replica:N0} MB.

            """);
    }

    private static string Units(long needed) => Array.Find(UnitSizes, size => size >= needed) switch
    {
        0 => Invariant($"more than one instance of Azure SignalR Service, as one holds {UnitSizes[^1] * ConnectionsPerUnit:N0}"),
        1 => "1 unit of Azure SignalR Service",
        var units => Invariant($"{units:N0} units of Azure SignalR Service"),
    };

    private static long DivideUp(long value, long by) => (value + by - 1) / by;
}
