using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Gateway;

internal static class GatewayReport
{
    public static string Render(GatewayResult result, int users, int rate, int idle) => string.Create(CultureInfo.InvariantCulture, $"""
        One replica, reached directly and through each proxy; client, proxy and replica on the same machine
        (medians of {result.Gateway.Runs.Count} rounds; least to most in brackets).

        Clicks a second of {users} users without a pause, and the processor time of one:
        {TextTable.Render([["ARM", "CLICKS/S", "RATIO TO DIRECT", "PROXY µs", "CLIENT µs", "REPLICA µs"], .. result.Arms.Select(arm => Clicks(arm, result.Direct))])}
        Milliseconds of a click with {rate} due each second over {users} users, and circuits started a second by users who open a page and leave it:
        {TextTable.Render([["ARM", "P50 ms", "P99 ms", "STARTS/S", "RATIO TO DIRECT"], .. result.Arms.Select(arm => Latencies(arm, result.Direct))])}
        Resident memory of the proxy for each of {idle} idle WebSockets:
        {TextTable.Render([["ARM", "KB"], .. result.Arms.Where(arm => arm.IdleKilobytes.Count > 0).Select(arm => new[] { arm.Name, Spread.Of(arm.IdleKilobytes).ToText("0.0") })])}
        {Routing(result.Routing)}{string.Join(Environment.NewLine, GatewayGoal.Of(result))}

        """);

    public static string StartsLine(double starts) => string.Create(CultureInfo.InvariantCulture, $"{starts:0.0} starts/s");

    public static string IdleLine(double kilobytes) => string.Create(CultureInfo.InvariantCulture, $"{kilobytes:0.0} KB for an idle WebSocket");

    private static string[] Clicks(GatewayArm arm, GatewayArm direct) =>
    [
        arm.Name, arm.Of(run => run.ClicksPerSecond).ToText("0"), arm.Ratio(direct, run => run.ClicksPerSecond).ToText("0.00"),
        arm.Of(run => run.DoorMicroseconds).ToText("0"), arm.Of(run => run.ClientMicroseconds).ToText("0"), arm.Of(run => run.ReplicaMicroseconds).ToText("0"),
    ];

    private static string[] Latencies(GatewayArm arm, GatewayArm direct) =>
    [
        arm.Name, arm.Of(run => run.P50).ToText("0.00"), arm.Of(run => run.P99).ToText("0.00"),
        arm.Of(run => run.StartsPerSecond).ToText("0"), arm.Ratio(direct, run => run.StartsPerSecond).ToText("0.00"),
    ];

    private static string Routing(RoutingResult? routing) => routing is null ? "" : string.Create(CultureInfo.InvariantCulture,
        $"{routing.Done} circuits over page, negotiation, WebSocket and disconnect, and {routing.Cut} whose replica went meanwhile, with {routing.Changes} replicas added or removed:\n{routing.Misroutes.Count} misroutes.{string.Concat(routing.Misroutes.Take(3).Select(misroute => $" {misroute}."))}\n\n");
}
