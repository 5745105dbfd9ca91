namespace BlazorAspire.LoadTest.Capacity;

/// <summary>What an app has to carry.</summary>
/// <param name="Users">Users at once, each with one open page.</param>
/// <param name="CircuitKilobytes">Memory of a replica that one of them takes.</param>
/// <param name="StateKilobytes">What Redis keeps of each.</param>
/// <param name="Headroom">Percent on top of what they take: for peaks, and for the garbage that waits to be collected.</param>
/// <param name="ReplicaMegabytes">The memory that a replica may have.</param>
/// <param name="BaseMegabytes">What a replica takes before its first user.</param>
/// <param name="Spares">Replicas that may be away while the others carry all users.</param>
internal sealed record CapacityNeeds(int Users, int CircuitKilobytes, int StateKilobytes, int Headroom, int ReplicaMegabytes, int BaseMegabytes, int Spares);

/// <summary>What carries the users. Every figure is rounded up, so that it is enough.</summary>
internal sealed record CapacityPlan(
    long UsersPerReplica, long Replicas, long CircuitsMegabytes, long CircuitsWithHeadroomMegabytes, long ReplicasMegabytes, long RedisMegabytes, long SignalRConnections, int? SignalRUnits)
{
    /// <summary>Hubs that every replica connects to Azure SignalR Service: Blazor's own, and the board's.</summary>
    public const int Hubs = 2;

    /// <summary><c>InitialHubServerConnectionCount</c> of its client.</summary>
    public const int ConnectionsPerHub = 5;

    /// <summary>Connections that one unit of the tiers Standard and Premium holds.</summary>
    public const int ConnectionsPerUnit = 1000;

    /// <summary>What Redis takes before its first user: keys, the list of replicas, and its own buffers.</summary>
    public const int RedisBaseMegabytes = 64;

    private const int Kilobyte = 1024;

    // The sizes that an instance can have; above, several instances share the connections.
    private static readonly int[] UnitSizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000];

    /// <exception cref="MeasurementException">A replica has no memory left for a user.</exception>
    public static CapacityPlan For(CapacityNeeds needs)
    {
        var perUser = (long)needs.CircuitKilobytes * (100 + needs.Headroom);
        var usersPerReplica = Math.Max(0, needs.ReplicaMegabytes - needs.BaseMegabytes) * (long)Kilobyte * 100 / perUser;
        if (usersPerReplica == 0)
        {
            throw new MeasurementException(
                $"A replica of {needs.ReplicaMegabytes} MB, of which it takes {needs.BaseMegabytes} MB itself, has no room for a user of {needs.CircuitKilobytes} KB and {needs.Headroom} % headroom. Raise --replica-mb.");
        }

        var replicas = DivideUp(needs.Users, usersPerReplica) + needs.Spares;
        var connections = needs.Users + (replicas * Hubs * ConnectionsPerHub);
        return new CapacityPlan(
            usersPerReplica,
            replicas,
            DivideUp((long)needs.Users * needs.CircuitKilobytes, Kilobyte),
            DivideUp(needs.Users * perUser, Kilobyte * 100),
            replicas * needs.ReplicaMegabytes,
            RedisBaseMegabytes + DivideUp((long)needs.Users * needs.StateKilobytes * (100 + needs.Headroom), Kilobyte * 100),
            connections,
            UnitsFor(connections));
    }

    /// <summary>Null where one instance is not enough.</summary>
    private static int? UnitsFor(long connections)
    {
        var needed = DivideUp(connections, ConnectionsPerUnit);
        return UnitSizes.Where(size => size >= needed).Select(size => (int?)size).FirstOrDefault();
    }

    private static long DivideUp(long value, long by) => (value + by - 1) / by;
}
