using System.CommandLine;
using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Capacity;

/// <summary>How many replicas, and how much memory, a number of users need. It calculates, with the arithmetic for a reader who puts in other figures, and starts nothing.</summary>
internal static class CapacityCommand
{
    private static readonly CheckedOption<int> Users = Cli.Number("--users", 5000, 1, 10_000_000, "users at once, each with one open page");
    private static readonly CheckedOption<int> Circuit = Cli.Number("--circuit-kb", 250, 1, 1_000_000, "kilobytes of memory that a circuit takes; circuits.memory tells your app's");
    private static readonly CheckedOption<int> State = Cli.Number("--state-kb", 4, 0, 100_000, "kilobytes that Redis keeps of a user");
    private static readonly CheckedOption<int> Headroom = Cli.Number("--headroom", 30, 0, 1000, "percent on top, for peaks and for garbage that waits to be collected");
    private static readonly CheckedOption<int> Replica = Cli.Number("--replica-mb", 2048, 64, 4_000_000, "megabytes that a replica may have");
    private static readonly CheckedOption<int> Base = Cli.Number("--base-mb", 150, 0, 1_000_000, "megabytes that a replica takes before its first user");
    private static readonly CheckedOption<int> Spares = Cli.Number("--spares", 1, 0, 1000, "replicas that may be away while the others carry all users");

    public static Command Create() => Cli.NewCommand(
        "capacity", "Replicas, memory, Redis and Azure SignalR units for a number of users: calculates, and starts nothing.", [Users, Circuit, State, Headroom, Replica, Base, Spares], async (line, _) =>
        {
            var needs = new CapacityNeeds(
                line.GetValue(Users), line.GetValue(Circuit), line.GetValue(State), line.GetValue(Headroom), line.GetValue(Replica), line.GetValue(Base), line.GetValue(Spares));
            await line.InvocationConfiguration.Output.WriteAsync(Render(needs, CapacityPlan.For(needs)));
            return ExitCodes.GoalMet;
        });

    private static string Render(CapacityNeeds needs, CapacityPlan plan)
    {
        var text = new StringBuilder();
        var factor = (100 + needs.Headroom) / 100m;
        Line($"{needs.Users:N0} users at once, {needs.CircuitKilobytes} KB a circuit, {needs.Headroom} % headroom, replicas of {needs.ReplicaMegabytes:N0} MB:");
        text.AppendLine();
        Line($"circuits    {needs.Users:N0} x {needs.CircuitKilobytes} KB = {plan.CircuitsMegabytes:N0} MB; with {needs.Headroom} % headroom {plan.CircuitsWithHeadroomMegabytes:N0} MB");
        Line($"a replica   ({needs.ReplicaMegabytes:N0} - {needs.BaseMegabytes:N0}) MB / ({needs.CircuitKilobytes} KB x {factor:0.##}) = {plan.UsersPerReplica:N0} users");
        Line($"replicas    {needs.Users:N0} / {plan.UsersPerReplica:N0}, rounded up, + {needs.Spares} that may be away = {plan.Replicas:N0}");
        Line($"memory      {plan.Replicas:N0} x {needs.ReplicaMegabytes:N0} MB = {plan.ReplicasMegabytes:N0} MB");
        Line($"Redis       {CapacityPlan.RedisBaseMegabytes} MB + {needs.Users:N0} x {needs.StateKilobytes} KB x {factor:0.##} = {plan.RedisMegabytes:N0} MB");
        Line($"SignalR     {needs.Users:N0} + {plan.Replicas:N0} replicas x {CapacityPlan.Hubs} hubs x {CapacityPlan.ConnectionsPerHub} = {plan.SignalRConnections:N0} connections: {Units(plan)}");
        text.AppendLine();
        Line($"Set Circuits:Max to {plan.UsersPerReplica} and the memory of a replica to {needs.ReplicaMegabytes:N0} MB.");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string Units(CapacityPlan plan) => plan.SignalRUnits is { } units
        ? string.Create(CultureInfo.InvariantCulture, $"{units:N0} {(units == 1 ? "unit" : "units")} of Azure SignalR Service")
        : string.Create(CultureInfo.InvariantCulture, $"more than one instance of Azure SignalR Service, as one holds {1000 * CapacityPlan.ConnectionsPerUnit:N0}");
}
