using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Metrics;
using Embedded.Tests.Hosting;

namespace Embedded.Tests.Dashboard.Telemetry;

public class MetricStoreTests
{
    private const string Meter = "App.Meter";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();

    [Fact]
    public void Gauge_PointsOverTime_AreGivenForEachStepOfTheGrid()
    {
        var store = Store();

        Every(Second, store, [5, 6, 6, 6, 6, 4], value => Number("circuits", InstrumentKind.Gauge, value));

        var series = Assert.Single(store.Numbers(Meter, "circuits"));
        Assert.Equal([null, 5, 6, 6, 6, 6, 4, 4], series.Values(new TimeGrid(_time.GetUtcNow() + Second, Second, 8)));
        // Four equal values are two points: where they began and where they were last seen.
        Assert.Equal([5, 6, 6, 4], series.Points.Select(point => point.Value));
    }

    [Fact]
    public void Gauge_SilentForLong_HasNoValueAnyMore()
    {
        var store = Store();
        Every(Second, store, [5], value => Number("circuits", InstrumentKind.Gauge, value));

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(store.Numbers(Meter, "circuits")[0].Values(TimeGrid.Last(TimeSpan.FromMinutes(1), Second, _time.GetUtcNow()))[^1]);
    }

    [Fact]
    public void Counter_Totals_BecomeRatesAndABeginningAnewIsNoNegativeRate()
    {
        var store = Store();

        Every(Second, store, [10, 20, 40, 3], value => Number("clicks", InstrumentKind.Counter, value));

        var rates = store.Numbers(Meter, "clicks")[0].Rates(new TimeGrid(_time.GetUtcNow(), Second, 4));
        Assert.Equal([null, 10, 20, 3], rates);
    }

    [Fact]
    public void Counter_SentEveryTenSeconds_HasItsRateSpreadOverThem()
    {
        var store = Store();

        Every(10 * Second, store, [0, 50], value => Number("clicks", InstrumentKind.Counter, value));

        var rates = store.Numbers(Meter, "clicks")[0].Rates(new TimeGrid(_time.GetUtcNow(), 2 * Second, 5));
        Assert.All(rates, rate => Assert.Equal(5, rate!.Value, 9));
    }

    [Fact]
    public void Counter_FirstSentLaterThanItsProcess_BeganAtNought()
    {
        var store = Store();
        Every(Second, store, [1], value => Number("other", InstrumentKind.Gauge, value));

        Every(Second, store, [7], value => Number("moves", InstrumentKind.Counter, value));

        Assert.Equal(7, store.Numbers(Meter, "moves")[0].Rates(new TimeGrid(_time.GetUtcNow(), Second, 1))[0]);
    }

    [Fact]
    public void Counter_SentAsDifferences_IsATotal()
    {
        var store = Store();

        Every(Second, store, [10, 0, 5], value => Number("clicks", InstrumentKind.Counter, value) with { IsDifference = true });

        Assert.Equal(15, store.Numbers(Meter, "clicks")[0].Latest);
    }

    [Fact]
    public void Histogram_SentAsDifferences_IsATotal()
    {
        var store = Store();

        Every(Second, store, [1, 2], count => Histogram("latency", new HistogramTotal((long)count, count, [(long)count, 0, 0])) with { IsDifference = true });

        Assert.Equal(3, store.Histograms(Meter, "latency")[0].Points[^1].Value.Count);
    }

    [Fact]
    public void Series_OfOneInstrument_AreTheProcessesAndTheirAttributes()
    {
        var store = Store();
        var number = Number("circuits", InstrumentKind.Gauge, 1);

        store.Add([
            number, number with { Source = Samples.Source("webapp-2") }, number with { Source = Samples.Source("webapp-1", "after a restart") },
            number with { Tags = [new Tag("state", "open"), new Tag("kind", "a")] }, number with { Tags = [new Tag("kind", "a"), new Tag("state", "open")] }]);

        Assert.Equal(4, store.Numbers(Meter, "circuits").Count);
        Assert.Empty(store.Histograms(Meter, "circuits"));
        Assert.Empty(store.Numbers(Meter, "unknown"));
        Assert.Equal(["circuits"], store.Instruments.Select(instrument => instrument.Name));
    }

    [Fact]
    public void Add_MoreSeriesThanTheLimit_AreNotKeptAndCounted()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricSeries = 10), _time);

        var notKept = store.Add([.. Enumerable.Range(0, 15).Select(i => Number("circuits", InstrumentKind.Gauge, i) with { Tags = [new Tag("user", $"{i}")] })]);

        Assert.Equal(5, notKept);
        Assert.Equal(new MetricCounts(10, 1, 5), store.Counts);
    }

    [Fact]
    public void Add_SeriesWithLargeAttributes_AreHeldToTheMemoryAndTheOthersCounted()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricMegabytes = 1), _time);

        var notKept = store.Add([.. Enumerable.Range(0, 1_000).Select(i => Number("circuits", InstrumentKind.Gauge, i) with { Tags = [new Tag("page", $"{i}{new string('x', 8_000)}")] })]);

        Assert.InRange(store.Counts.Series, 1, 1024 * 1024 / 16_000);
        Assert.Equal(1_000 - store.Counts.Series, notKept);
    }

    [Fact]
    public void Add_SeriesOfSourcesThatTellMuch_AreHeldToTheMemory()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricMegabytes = 1), _time);

        store.Add([.. Enumerable.Range(0, 1_000).Select(i => Number("circuits", InstrumentKind.Gauge, i) with { Source = Samples.LargeSource(i) })]);

        Assert.InRange(store.Counts.Series, 1, 1024 * 1024 / 16_000);
    }

    [Fact]
    public void Add_SourceThatTellsSomethingElseEachTime_IsKeptOnce()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricMegabytes = 1), _time);

        store.Add([.. Enumerable.Range(0, 1_000).Select(i => Number($"circuits-{i}", InstrumentKind.Gauge, i) with { Source = Samples.LargeSource(1, 8_000 + i) })]);

        Assert.Equal(1_000, store.Counts.Series);
        Assert.Single(Enumerable.Range(0, 1_000).Select(i => store.Numbers(Meter, $"circuits-{i}")[0].Source).Distinct());
    }

    [Fact]
    public void Add_AfterLargeSeriesWereSilentForLong_HasTheirMemoryAgain()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricMegabytes = 1), _time);
        MetricPoint[] Batch(string name) =>
            [.. Enumerable.Range(0, 1_000).Select(i => Number(name, InstrumentKind.Gauge, i) with { Source = Samples.LargeSource(i), Tags = [new Tag("page", new string('x', 1_000))] })];
        store.Add(Batch("old"));
        var kept = store.Counts.Series;

        for (var round = 0; round < 3; round++)
        {
            _time.Advance(TimeSpan.FromMinutes(16));
            store.Add(Batch($"new-{round}"));

            Assert.Equal(kept, store.Counts.Series);
            Assert.Equal([$"new-{round}"], store.Instruments.Select(instrument => instrument.Name));
        }
    }

    [Fact]
    public void Add_SourcesWhoseSeriesAreRefused_AreNotRemembered()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricSeries = 10), _time);

        store.Add([.. Enumerable.Range(0, 1_000).Select(i => Number("circuits", InstrumentKind.Gauge, i) with { Source = Samples.Source($"webapp-{i}") })]);

        Assert.Equal(10, store.Counts.Sources);
    }

    [Fact]
    public void Add_SameNameWithAnotherKindOrOtherBounds_IsNotKept()
    {
        var store = Store();
        store.Add([Number("circuits", InstrumentKind.Gauge, 1), Histogram("latency", HistogramTotal.Zero(3))]);

        Assert.Equal(1, store.Add([Number("circuits", InstrumentKind.Counter, 2)]));
        Assert.Equal(1, store.Add([Histogram("latency", HistogramTotal.Zero(3)) with { Bounds = [1, 5] }]));
    }

    [Fact]
    public void Add_PointsOlderThanTheLast_AreNotKept()
    {
        var store = Store();
        store.Add([Number("circuits", InstrumentKind.Gauge, 1)]);

        Assert.Equal(1, store.Add([Number("circuits", InstrumentKind.Gauge, 2) with { At = _time.GetUtcNow() - Second }]));
    }

    [Fact]
    public void Add_PointOfAnImpossibleTime_GetsTheTimeOfItsArrival()
    {
        var store = Store();

        store.Add([Number("circuits", InstrumentKind.Gauge, 1) with { At = DateTimeOffset.MaxValue }]);

        Assert.Equal(_time.GetUtcNow(), store.Numbers(Meter, "circuits")[0].LastAt);
    }

    [Fact]
    public void Add_LongerThanTheLimit_KeepsTheNewestPoints()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricMinutes = 1), _time);

        Every(Second, store, Enumerable.Range(0, 200).Select(i => (double)i), value => Number("circuits", InstrumentKind.Gauge, value));

        Assert.Equal(Enumerable.Range(139, 61).Select(i => (double)i), store.Numbers(Meter, "circuits")[0].Points.Select(point => point.Value));
    }

    [Fact]
    public void Add_MoreThanTheMemoryForPoints_KeepsFewerOfThemAndGoesOn()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricMegabytes = 1), _time);
        var wide = new double[255].Select((_, i) => (double)i).ToArray();

        Every(Second, store, Enumerable.Range(1, 900).Select(i => (double)i), count =>
            Histogram("latency", new HistogramTotal((long)count, count, [.. new long[255], (long)count])) with { Bounds = wide });

        var points = store.Histograms(Meter, "latency")[0].Points;
        Assert.InRange(points.Length, 2, 1024 * 1024 / 2_000);
        Assert.Equal(900, points[^1].Value.Count);
    }

    [Fact]
    public void Add_AfterASeriesWasSilentForLong_ForgetsItAndHasRoomAgain()
    {
        var store = new MetricStore(Limits.Of(limits => limits.MetricSeries = 10), _time);
        store.Add([.. Enumerable.Range(0, 10).Select(i => Number($"old-{i}", InstrumentKind.Gauge, i))]);

        _time.Advance(TimeSpan.FromMinutes(16));
        store.Add([Number("new", InstrumentKind.Gauge, 1)]);

        Assert.Equal(["new"], store.Instruments.Select(instrument => instrument.Name));
    }

    private MetricStore Store() => new(Limits.Of(_ => { }), _time);

    private NumberPoint Number(string name, InstrumentKind kind, double value) =>
        new(new Instrument(Meter, name, "", "", kind), Samples.Source(), [], _time.GetUtcNow(), IsDifference: false, value);

    private HistogramPoint Histogram(string name, HistogramTotal value) =>
        new(new Instrument(Meter, name, "s", "", InstrumentKind.Histogram), Samples.Source(), [], _time.GetUtcNow(), IsDifference: false, [1, 2], value);

    private void Every(TimeSpan step, MetricStore store, IEnumerable<double> values, Func<double, MetricPoint> point)
    {
        foreach (var value in values)
        {
            _time.Advance(step);
            store.Add([point(value)]);
        }
    }
}
