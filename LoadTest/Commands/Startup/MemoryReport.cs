using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>The memory of each process at the moment when all was healthy, as medians over the runs.</summary>
internal static class MemoryReport
{
    private const double Mebibyte = 1024 * 1024;

    public static string Render(IEnumerable<ArmRun> runs)
    {
        var samples = runs.SelectMany(r => r.Memory).ToLookup(m => m.Name, m => m.Memory);
        var rows = samples.Select(s => (Name: s.Key, Resident: Resident(s), Proportional: Proportional(s))).ToList();
        double? proportional = rows.Any(r => r.Proportional is null) ? null : rows.Sum(r => r.Proportional!.Value);
        rows.Add(("sum", rows.Sum(r => r.Resident), proportional));
        return TextTable.Render([["PROCESS", "RSS MiB", "PSS MiB"], .. rows.Select(r => new[] { r.Name, Text(r.Resident), Text(r.Proportional) })]);
    }

    private static double Resident(IEnumerable<MemorySample> samples) => Spread.Of(samples.Select(m => (double)m.Resident)).Median;

    private static double? Proportional(IEnumerable<MemorySample> samples) =>
        samples.All(m => m.Proportional is not null) ? Spread.Of(samples.Select(m => (double)m.Proportional!.Value)).Median : null;

    private static string Text(double? bytes) => bytes is { } known ? (known / Mebibyte).ToString("0.0", CultureInfo.InvariantCulture) : "-";
}
