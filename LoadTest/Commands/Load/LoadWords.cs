using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>What both reports say in words.</summary>
internal static class LoadWords
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Heading(LoadSetting setting) => string.Create(Culture, $"{setting.Users:N0} users, {setting.Scenario}, on {setting.Url}");

    public static string How(LoadSetting setting) => string.Create(Culture, $"{setting.Ramp} users set out each second; {Pace(setting)}; {setting.DurationSeconds:0.###} s from when the last has set out");

    /// <summary>The figures that are no percentiles, each with its name.</summary>
    public static IReadOnlyList<(string Name, string Words)> Facts(LoadResult result)
    {
        var circuits = result.Circuits;
        List<(string, string)> facts =
        [
            ("circuits", string.Create(Culture, $"{circuits.Started:N0} started, {circuits.Failed:N0} failed, {circuits.Open:N0} open at the end, {circuits.Reconnects:N0} reconnects, {circuits.Reloads:N0} reloads")),
            ("operations", string.Create(Culture, $"{result.Operations.Count:N0} in {result.Seconds:0.0} s = {result.Rate:N1} a second")),
            ("errors", string.Create(Culture, $"{result.Errors.Sum(error => error.Count):N0}")),
            ("client", Client(result.Client)),
        ];
        if (result.Replicas.Count > 0)
        {
            facts.Add(("replicas", string.Join(", ", result.Replicas.Select(replica => string.Create(Culture, $"{replica.Key} {replica.Value:N0}")))));
        }
        if (result.Server is { } server)
        {
            facts.Add(("server", Server(server)));
        }
        if (result.Prerender.Length > 0)
        {
            facts.Add(("prerender", result.Prerender));
        }
        return facts;
    }

    public static string Milliseconds(double? value) => value switch
    {
        null => "-",
        >= 100 => value.Value.ToString("N0", Culture),
        _ => value.Value.ToString("0.00", Culture),
    };

    private static string Pace(LoadSetting setting) => setting switch
    {
        { Scenario: "idle" } => "they hold their circuits",
        { DueEachSecond: > 0 } => string.Create(Culture, $"{setting.DueEachSecond:N0} operations are due each second"),
        _ => string.Create(Culture, $"each thinks {setting.ThinkSeconds:0.###} s after an operation"),
    };

    private static string Server(ServerUse use)
    {
        var processes = use.Processes == 1 ? "1 process" : string.Create(Culture, $"{use.Processes} processes");
        return use switch
        {
            { Problem: { } problem } => problem,
            { KilobytesPerCircuit: { } each } => string.Create(Culture, $"{each:0} KB a circuit over {processes}, from {use.FromMegabytes:0} MB to {use.ToMegabytes:0} MB"),
            _ => string.Create(Culture, $"{processes}, from {use.FromMegabytes:0} MB to {use.ToMegabytes:0} MB"),
        };
    }

    private static string Client(ClientUse use) => use.KilobytesPerCircuit is { } each
        ? string.Create(Culture, $"{use.Cores:0.00} cores, {each:0} KB a circuit, {use.LiveKilobytesPerCircuit:0} KB of it live")
        : string.Create(Culture, $"{use.Cores:0.00} cores");
}
