using Microsoft.Extensions.Options;

namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>
/// The metrics of the last minutes. Ask for <see cref="Instruments"/>, then for the <see cref="Numbers"/> or <see cref="Histograms"/> of one,
/// and draw what they give for a <see cref="TimeGrid"/>.
/// </summary>
internal sealed class MetricStore(IOptions<TelemetryLimits> limits, TimeProvider time)
{
    private static readonly TimeSpan ForgetsEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Meter, string Name), SeriesTable> _instruments = [];
    private readonly Dictionary<(string Name, string Instance), SeriesOwner> _owners = [];
    private readonly MemoryBudget _budget = new(limits.Value.MetricMegabytes * 1024L * 1024L);
    private readonly TimeSpan _keeps = TimeSpan.FromMinutes(limits.Value.MetricMinutes);
    private readonly int _mostPoints = (limits.Value.MetricMinutes * 60) + 1;
    private readonly int _mostSeries = limits.Value.MetricSeries;
    private DateTimeOffset _forgotAt = time.GetUtcNow();
    private int _series;
    private long _notKept;

    public ChangeSignal Changes { get; } = new();

    /// <summary>How far back points are kept.</summary>
    public TimeSpan Keeps => _keeps;

    public MetricCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new MetricCounts(_series, _owners.Count, _notKept);
            }
        }
    }

    /// <summary>Every instrument that has series, by meter and name.</summary>
    public IReadOnlyList<Instrument> Instruments
    {
        get
        {
            lock (_lock)
            {
                return [.. _instruments.Values.Select(table => table.Instrument).OrderBy(one => one.Meter, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The names of the processes that kept series are from.</summary>
    public string[] Sources
    {
        get
        {
            lock (_lock)
            {
                return [.. _instruments.Values.SelectMany(table => table.All).Select(series => series.Source.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    public Instrument? Find(string meter, string name)
    {
        lock (_lock)
        {
            return _instruments.GetValueOrDefault((meter, name))?.Instrument;
        }
    }

    /// <summary>The series of a gauge or counter, by process name; empty where there is no such instrument or it is a histogram.</summary>
    public IReadOnlyList<NumberSeries> Numbers(string meter, string name) => Of<NumberSeries>(meter, name);

    /// <summary>The series of a histogram, by process name; empty where there is no such instrument or it is none.</summary>
    public IReadOnlyList<HistogramSeries> Histograms(string meter, string name) => Of<HistogramSeries>(meter, name);

    /// <param name="notKept">Points that came with these and are of a kind that is not kept.</param>
    /// <returns>How many of the points were not kept, with those told.</returns>
    public long Add(IReadOnlyList<MetricPoint> batch, long notKept = 0)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            ForgetNeedsLock(now);
            foreach (var point in batch)
            {
                notKept += TryAddNeedsLock(point, now) ? 0 : 1;
            }
            foreach (var source in batch.Select(point => point.Source).Distinct())
            {
                if (_owners.TryGetValue(KeyOf(source), out var owner))
                {
                    owner.HeardAt = now;
                }
            }
            _notKept += notKept;
        }
        Changes.Raise();
        return notKept;
    }

    private TSeries[] Of<TSeries>(string meter, string name) where TSeries : MetricSeries
    {
        lock (_lock)
        {
            var all = _instruments.GetValueOrDefault((meter, name))?.All ?? [];
            return [.. all.OfType<TSeries>().OrderBy(series => series.Source.Name, StringComparer.OrdinalIgnoreCase)];
        }
    }

    private bool TryAddNeedsLock(MetricPoint point, DateTimeOffset now)
    {
        var at = (point.At - now).Duration() <= ClockTolerance ? point.At : now;
        if (SeriesNeedsLock(point, now) is not { } series)
        {
            return false;
        }
        return (series, point) switch
        {
            (NumberSeries numbers, NumberPoint number) => numbers.TryAdd(at, number.Value, number.IsDifference),
            (HistogramSeries histograms, HistogramPoint histogram) when histograms.Bounds.AsSpan().SequenceEqual(histogram.Bounds) =>
                histograms.TryAdd(at, histogram.Value, histogram.IsDifference),
            _ => false,
        };
    }

    private MetricSeries? SeriesNeedsLock(MetricPoint point, DateTimeOffset now)
    {
        var instrument = point.Instrument;
        var key = SeriesKey.Of(point.Source, point.Tags);
        var table = _instruments.GetValueOrDefault((instrument.Meter, instrument.Name));
        if (table is not null && table.Instrument.Kind != instrument.Kind)
        {
            return null;
        }
        if (table?.Find(key) is { } known)
        {
            return known;
        }
        if (_series >= _mostSeries)
        {
            return null;
        }

        var owner = _owners.GetValueOrDefault(KeyOf(point.Source)) ?? new SeriesOwner(point.Source);
        var series = Create(point, table?.Instrument ?? instrument, owner.Source);
        if (!_budget.TryTake(series.OwnBytes + (owner.Series == 0 ? owner.Source.Bytes : 0)))
        {
            return null;
        }

        table ??= _instruments[(instrument.Meter, instrument.Name)] = new SeriesTable(instrument);
        table.Add(key, series);
        _series++;
        owner.Series++;
        _owners[KeyOf(owner.Source)] = owner;
        Begin(series, point, owner, now);
        return series;
    }

    private MetricSeries Create(MetricPoint point, Instrument instrument, TelemetrySource source) => point is HistogramPoint histogram
        ? new HistogramSeries(instrument, source, point.Tags, histogram.Bounds, _mostPoints, _budget)
        : new NumberSeries(instrument, source, point.Tags, _mostPoints, _budget);

    private static (string Name, string Instance) KeyOf(TelemetrySource source) => (source.Name, source.Instance);

    /// <summary>
    /// A counter that a process sends for the first time, but not in its first batch, was at nought when the last one was sent. Without
    /// that point, what it has counted first would be lost to rates.
    /// </summary>
    private void Begin(MetricSeries series, MetricPoint point, SeriesOwner owner, DateTimeOffset now)
    {
        if (owner.HeardAt is not { } before || before >= point.At || now - before > _keeps)
        {
            return;
        }
        if (series is HistogramSeries histogram)
        {
            histogram.TryAdd(before, HistogramTotal.Zero(histogram.Bounds.Length + 1), isDifference: false);
        }
        else if (series is NumberSeries number && series.Instrument.Kind == InstrumentKind.Counter)
        {
            number.TryAdd(before, 0, isDifference: false);
        }
    }

    private void ForgetNeedsLock(DateTimeOffset now)
    {
        if (now - _forgotAt < ForgetsEvery)
        {
            return;
        }

        _forgotAt = now;
        foreach (var table in _instruments.Values.ToArray())
        {
            foreach (var series in table.Forget(now - _keeps))
            {
                ReturnNeedsLock(series);
            }
            if (table.Count == 0)
            {
                _instruments.Remove((table.Instrument.Meter, table.Instrument.Name));
            }
        }
    }

    private void ReturnNeedsLock(MetricSeries series)
    {
        _series--;
        _budget.Return(series.OwnBytes);
        var owner = _owners[KeyOf(series.Source)];
        if (--owner.Series == 0)
        {
            _owners.Remove(KeyOf(series.Source));
            _budget.Return(owner.Source.Bytes);
        }
    }
}
