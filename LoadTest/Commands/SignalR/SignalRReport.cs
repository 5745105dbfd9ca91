using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.SignalR;

internal static class SignalRReport
{
    public static string Render(SignalRResult result, int rounds, int users, int few) => string.Create(CultureInfo.InvariantCulture, $"""

        Clicks on one replica, client on the same machine: a second with {users} in flight, and the time of one with {few}; processor time with {users}
        (medians of {rounds} rounds; least to most in brackets):
        {Table(result)}
        Clicks a second through the emulator, against direct: {result.Ratio.ToText("0.00")}. Goal at least {SignalRResult.LeastRatio:0.00}. {GoalText.Of(result.IsRatioMet)}
        Added p50: {result.AddedP50.ToText("0.00")} ms. Goal at most {SignalRResult.MostAddedP50:0.0} ms. {GoalText.Of(result.IsAddedP50Met)}
        Circuits held: {result.Held.Held} of {result.Held.Wanted} on two replicas, opened in {result.Held.Opening.TotalSeconds:0} s, {result.Held.Lost} connections lost, {result.Held.Answered} answered a click at the end, {result.Held.Kilobytes:0.0} KB of the emulator's memory each. {GoalText.Of(result.Held.IsHeld)}
        Circuits on another replica than their page: {result.Held.Misroutes}. Goal 0. {GoalText.Of(result.Held.Misroutes == 0)}
        An app server that leaves is confirmed in {result.Held.Farewells.ToText("0.0")} ms. Goal at most {SignalRResult.MostFarewell:0} ms. {GoalText.Of(result.IsFarewellMet)}

        """);

    public static string Line(SignalRRun run) => string.Create(CultureInfo.InvariantCulture,
        $"{run.Many.ClicksPerSecond:0} clicks/s; with few users p50 {run.Few.P50:0.00} ms, p99 {run.Few.P99:0.00} ms");

    private static string Table(SignalRResult result) => TextTable.Render(
    [
        ["ARM", "CLICKS/S", "P50 ms", "P99 ms", "REPLICA µs A CLICK", "EMULATOR µs A CLICK"],
        Row("direct", result.Direct),
        Row("through the emulator", result.Emulator),
    ]);

    private static string[] Row(string name, IReadOnlyList<SignalRRun> runs) =>
    [
        name,
        Text(runs, run => run.Many.ClicksPerSecond, "0"),
        Text(runs, run => run.Few.P50, "0.00"),
        Text(runs, run => run.Few.P99, "0.00"),
        Text(runs, run => run.ReplicaMicroseconds, "0"),
        Text(runs, run => run.EmulatorMicroseconds, "0"),
    ];

    private static string Text(IReadOnlyList<SignalRRun> runs, Func<SignalRRun, double> value, string format) => Spread.Of(runs.Select(value)).ToText(format);
}
