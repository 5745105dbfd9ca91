using Embedded.Dashboard.Telemetry.Metrics;

namespace Embedded.Tests.Dashboard.Telemetry;

public class DistributionTests
{
    private static readonly double[] Bounds = [5, 10, 25, 50, 75, 100, 250, 500, 1000];
    private static readonly Instrument Latency = new("App.Meter", "latency", "ms", "", InstrumentKind.Histogram);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    [InlineData(1)]
    public void Percentile_ManyMeasurements_LiesInTheBucketOfTheRealOne(double share)
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var measured = Enumerable.Range(0, 1 + random.Next(2_000)).Select(_ => random.NextDouble() * random.Next(1, 1_200)).Order().ToArray();
            var real = measured[Math.Max(0, (int)Math.Ceiling(share * measured.Length) - 1)];

            var guessed = Of(measured).Percentile(share)!.Value;

            var bucket = Array.FindIndex(Bounds, bound => real <= bound);
            var (lower, upper) = bucket < 0 ? (Bounds[^1], Bounds[^1]) : (bucket == 0 ? 0 : Bounds[bucket - 1], Bounds[bucket]);
            Assert.InRange(guessed, lower, upper);
        }
    }

    [Fact]
    public void Percentile_MeasurementsSpreadEvenly_IsTheRealOne()
    {
        var spread = Of([.. Enumerable.Range(1, 1_000).Select(i => (double)i)]);

        Assert.Equal(500, spread.Percentile(0.5)!.Value, 6);
        Assert.Equal(950, spread.Percentile(0.95)!.Value, 6);
        Assert.Equal(990, spread.Percentile(0.99)!.Value, 6);
    }

    [Fact]
    public void Percentile_NoMeasurements_IsNone() => Assert.Null(Of([]).Percentile(0.5));

    [Fact]
    public void Percentile_AboveTheLastBound_IsThatBound() => Assert.Equal(1000, Of([5_000, 6_000]).Percentile(0.5));

    [Fact]
    public void Between_SeveralSeries_AddsWhatEachCountedInThatTime()
    {
        var one = Series("webapp-1");
        var two = Series("webapp-2");
        Add(one, 0, 10, 20, 30);
        Add(two, 0, 1, 2, 50);

        var between = Distribution.Between([one, two], At(1), At(3))!;

        Assert.Equal(30 - 10 + (50 - 1), between.Count);
    }

    [Fact]
    public void Between_CountingBeganAnew_AddsWhatWasCountedSince()
    {
        var series = Series("webapp-1");
        Add(series, 10, 20, 3, 7);

        Assert.Equal(10 + 7, Distribution.Between([series], At(0), At(3))!.Count);
    }

    [Fact]
    public void Over_AGrid_HasNothingWhereNothingWasSent()
    {
        var series = Series("webapp-1");
        Add(series, 0, 4);

        var found = Distribution.Over([series], new TimeGrid(At(3), TimeSpan.FromSeconds(1), 4), TimeSpan.Zero);

        Assert.Equal([null, 4L, null, null], found.Select(one => one?.Count));
    }

    [Fact]
    public void Over_AGridWithMore_LooksFurtherBack()
    {
        var series = Series("webapp-1");
        Add(series, 0, 4, 4, 5);

        var found = Distribution.Over([series], new TimeGrid(At(3), TimeSpan.FromSeconds(1), 3), TimeSpan.FromSeconds(1));

        Assert.Equal([4L, 4, 1], found.Select(one => one?.Count ?? -1));
    }

    [Fact]
    public void Between_OtherBounds_AreLeftOutOfTheSum()
    {
        var series = Series("webapp-1");
        Add(series, 0, 4, 8);
        var old = new HistogramSeries(Latency, Samples.Source("old"), [], [1, 2], 100, new Embedded.Dashboard.Telemetry.MemoryBudget(1_000_000));
        old.TryAdd(At(0), HistogramTotal.Zero(3), isDifference: false);
        old.TryAdd(At(1), new HistogramTotal(9, 9, [9, 0, 0]), isDifference: false);

        Assert.Equal(8, Distribution.Between([old, series], At(0), At(2))!.Count);
    }

    private static Distribution Of(double[] measured)
    {
        var buckets = new long[Bounds.Length + 1];
        foreach (var value in measured)
        {
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            buckets[bucket < 0 ? Bounds.Length : bucket]++;
        }
        return new Distribution(Bounds, new HistogramTotal(measured.Length, measured.Sum(), buckets));
    }

    private static HistogramSeries Series(string source) =>
        new(Latency, Samples.Source(source), [], Bounds, 100, new Embedded.Dashboard.Telemetry.MemoryBudget(1_000_000));

    private static void Add(HistogramSeries series, params long[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            series.TryAdd(At(i), new HistogramTotal(counts[i], counts[i], [counts[i], .. new long[Bounds.Length]]), isDifference: false);
        }
    }

    private static DateTimeOffset At(int seconds) => Samples.Time.AddSeconds(seconds);
}
