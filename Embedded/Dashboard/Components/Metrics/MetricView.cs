using Embedded.Dashboard.Components.Charts;
using Embedded.Dashboard.Telemetry.Metrics;

namespace Embedded.Dashboard.Components.Metrics;

/// <summary>An instrument as a page shows it: lines, and the same in a table.</summary>
/// <param name="Columns">The table's columns but the first.</param>
/// <param name="Hidden">How many series are in the table only.</param>
public sealed record MetricView(TimeGrid Grid, UnitScale Scale, IReadOnlyList<ChartLine> Lines, string[] Columns, IReadOnlyList<MetricRow> Rows, int Hidden)
{
    private const int MostLines = 8;
    private static readonly TimeSpan LeastWindow = TimeSpan.FromSeconds(10);
    private static readonly (string Label, double Share)[] Percentiles = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)];

    /// <param name="sources">The processes to show; all where there are none.</param>
    internal static MetricView Of(MetricStore store, Instrument instrument, string[] sources, TimeGrid grid)
    {
        bool IsWanted(MetricSeries series) => sources.Length == 0 || sources.Contains(series.Source.Name);
        return instrument.Kind == InstrumentKind.Histogram
            ? OfHistograms(instrument, [.. store.Histograms(instrument.Meter, instrument.Name).Where(IsWanted)], grid)
            : OfNumbers(instrument, [.. store.Numbers(instrument.Meter, instrument.Name).Where(IsWanted)], grid);
    }

    private static MetricView OfNumbers(Instrument instrument, NumberSeries[] series, TimeGrid grid)
    {
        var isCounter = instrument.Kind == InstrumentKind.Counter;
        var labels = SeriesLabels.Of(series);
        var all = series.Select((one, index) => (Series: one, Line: new ChartLine(labels[index], isCounter ? one.Rates(grid) : one.Values(grid))))
            .OrderByDescending(one => one.Line.Values.Max() ?? double.MinValue).ThenBy(one => one.Line.Label, StringComparer.OrdinalIgnoreCase).ToArray();
        var scale = UnitScale.Of(instrument.Unit, Greatest(all.Select(one => one.Line)));
        var lines = all.Take(MostLines).OrderBy(one => one.Line.Label, StringComparer.OrdinalIgnoreCase).ToArray();
        var rows = lines.Concat(all.Skip(MostLines)).Select((one, index) => Row(one.Series, one.Line, index));
        return new MetricView(grid, isCounter ? scale.PerSecond() : scale, [.. lines.Select(one => one.Line)],
            isCounter ? ["Now", "Least", "Most", "Total"] : ["Now", "Least", "Most"], [.. rows], all.Length - lines.Length);

        MetricRow Row(NumberSeries one, ChartLine line, int index)
        {
            string[] cells = [scale.Write(line.Last), scale.Write(line.Values.Min()), scale.Write(line.Values.Max())];
            return new MetricRow(line.Label, ColorOf(index), isCounter ? [.. cells, Total(instrument, one)] : cells);
        }
    }

    private static MetricView OfHistograms(Instrument instrument, HistogramSeries[] series, TimeGrid grid)
    {
        var window = LeastWindow > grid.Step ? LeastWindow - grid.Step : TimeSpan.Zero;
        var spread = Distribution.Over(series, grid, window);
        ChartLine[] lines = [.. Percentiles.Select(one => new ChartLine(one.Label, [.. spread.Select(step => step?.Percentile(one.Share))]))];
        var scale = UnitScale.Of(instrument.Unit, Greatest(lines));
        var labels = SeriesLabels.Of(series);
        var rows = series.Select((one, index) => Row(labels[index], [one])).OrderBy(row => row.Label, StringComparer.OrdinalIgnoreCase);
        return new MetricView(grid, scale, lines, ["Count", "Mean", .. Percentiles.Select(one => one.Label)], [Row("All together", series), .. rows], 0);

        MetricRow Row(string label, HistogramSeries[] some)
        {
            var all = Distribution.Between(some, grid.Start, grid.End);
            return new MetricRow(label, null,
                [Words.Count(all?.Count ?? 0), scale.Write(all?.Mean), .. Percentiles.Select(one => scale.Write(all?.Percentile(one.Share)))]);
        }
    }

    private static string Total(Instrument instrument, NumberSeries series)
    {
        var scale = UnitScale.Of(instrument.Unit, series.Latest ?? 0);
        return scale.Factor == 1 ? scale.Write(series.Latest) : scale.WriteWithUnit(series.Latest);
    }

    private static double Greatest(IEnumerable<ChartLine> lines) => lines.SelectMany(line => line.Values).Max(value => Math.Abs(value ?? 0));

    private static string? ColorOf(int index) => index < MostLines ? SeriesColors.Class(index) : null;
}
