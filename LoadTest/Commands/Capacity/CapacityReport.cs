using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Commands.Capacity;

/// <summary>The plan with its arithmetic, so that a reader can put in other figures.</summary>
internal static class CapacityReport
{
    public static string Render(CapacityNeeds needs, CapacityPlan plan)
    {
        var text = new StringBuilder();
        Line($"{needs.Users:N0} users at once, {needs.CircuitKilobytes} KB a circuit, {needs.Headroom} % headroom, replicas of {needs.ReplicaMegabytes:N0} MB:");
        text.AppendLine();
        Line($"circuits    {needs.Users:N0} x {needs.CircuitKilobytes} KB = {plan.CircuitsMegabytes:N0} MB; with {needs.Headroom} % headroom {plan.CircuitsWithHeadroomMegabytes:N0} MB");
        Line($"a replica   ({needs.ReplicaMegabytes:N0} - {needs.BaseMegabytes:N0}) MB / ({needs.CircuitKilobytes} KB x {Factor(needs)}) = {plan.UsersPerReplica:N0} users");
        Line($"replicas    {needs.Users:N0} / {plan.UsersPerReplica:N0}, rounded up, + {needs.Spares} that may be away = {plan.Replicas:N0}");
        Line($"memory      {plan.Replicas:N0} x {needs.ReplicaMegabytes:N0} MB = {plan.FleetMegabytes:N0} MB");
        Line($"Redis       {CapacityPlan.RedisBaseMegabytes} MB + {needs.Users:N0} x {needs.StateKilobytes} KB x {Factor(needs)} = {plan.RedisMegabytes:N0} MB");
        Line($"SignalR     {needs.Users:N0} + {plan.Replicas:N0} replicas x {CapacityPlan.Hubs} hubs x {CapacityPlan.ConnectionsPerHub} = {plan.SignalRConnections:N0} connections: {Units(plan)}");
        text.AppendLine();
        Line($"Set Circuits:Max to {plan.UsersPerReplica} and the memory of a replica to {needs.ReplicaMegabytes:N0} MB.");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string Factor(CapacityNeeds needs) => ((100 + needs.Headroom) / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Units(CapacityPlan plan) => plan.SignalRUnits is { } units
        ? string.Create(CultureInfo.InvariantCulture, $"{units:N0} {(units == 1 ? "unit" : "units")} of Azure SignalR Service")
        : string.Create(CultureInfo.InvariantCulture, $"more than one instance of Azure SignalR Service, as one holds {1000 * CapacityPlan.ConnectionsPerUnit:N0}");
}
