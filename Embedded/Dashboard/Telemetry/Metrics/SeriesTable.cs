namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>The series of one instrument. Not safe for threads.</summary>
internal sealed class SeriesTable(Instrument instrument)
{
    private readonly Dictionary<SeriesKey, MetricSeries> _series = [];

    public Instrument Instrument { get; } = instrument;

    public int Count => _series.Count;

    public IEnumerable<MetricSeries> All => _series.Values;

    public MetricSeries? Find(SeriesKey key) => _series.GetValueOrDefault(key);

    public void Add(SeriesKey key, MetricSeries series) => _series.Add(key, series);

    /// <summary>Forgets the series that have had no point since <paramref name="time"/>, and gives them.</summary>
    public IReadOnlyList<MetricSeries> Forget(DateTimeOffset time)
    {
        var silent = _series.Where(one => one.Value.LastAt is not { } last || last < time).ToArray();
        foreach (var (key, series) in silent)
        {
            _series.Remove(key);
            series.Clear();
        }
        return [.. silent.Select(one => one.Value)];
    }
}
