using Embedded.Dashboard.Telemetry.Traces;

namespace Embedded.Tests.Dashboard.Telemetry;

public class TraceStoreTests
{
    [Fact]
    public void Add_SpansOfOneTraceFromTwoProcesses_AreOneTraceUnderItsRoot()
    {
        var store = new TraceStore(Limits.Of(_ => { }));

        store.Add([Samples.Span(1, 2, parent: 1, source: "webapp-1", start: 5, milliseconds: 20, error: true)]);
        store.Add([Samples.Span(1, 1, source: "gateway", name: "GET /", milliseconds: 15)]);

        var trace = Assert.Single(store.Find(new TraceFilter()));
        Assert.Equal(("GET /", 2, 1), (trace.First.Name, trace.Count, trace.Errors));
        Assert.Equal(25, trace.Duration.TotalMilliseconds);
        Assert.Equal(["webapp-1", "gateway"], trace.Sources);
    }

    [Fact]
    public void Find_EarlierMomentOfATrace_StaysAsItWas()
    {
        var store = new TraceStore(Limits.Of(_ => { }));
        store.Add([Samples.Span(1, 1)]);
        var earlier = store.Find(1)!;

        for (var id = 2; id < 100; id++)
        {
            store.Add([Samples.Span(1, id, start: id)]);
        }

        Assert.Equal(1, earlier.Spans.Length);
        Assert.Equal(99, store.Find(1)!.Spans.Length);
    }

    [Fact]
    public void Add_MoreThanTheLimit_DropsTheOldestTracesWholeAndCountsThem()
    {
        var store = new TraceStore(Limits.Of(limits => limits.Spans = 100));

        store.Add([.. Enumerable.Range(0, 250).Select(i => Samples.Span(1 + (i / 5), i + 1, source: $"webapp-{i / 200}"))], refused: 2);

        Assert.Equal(new TraceCounts(20, 100, 30, 150, 2), store.Counts);
        Assert.Null(store.Find(30));
        Assert.Equal(5, store.Find(31)!.Count);
        Assert.Equal(["webapp-0", "webapp-1"], store.Sources);
    }

    [Fact]
    public void Add_LargeSpans_AreHeldToTheLimitOfMemory()
    {
        var store = new TraceStore(Limits.Of(limits => limits.SpanMegabytes = 1));

        store.Add([.. Enumerable.Range(1, 1_000).Select(i => Samples.Span(i, i, name: new string('x', 8_000)))]);

        Assert.InRange(store.Counts.Spans, 1, 1024 * 1024 / 16_000);
    }

    [Fact]
    public void Add_AnotherLargeSourceInEachTrace_IsHeldToTheLimitOfMemory()
    {
        var store = new TraceStore(Limits.Of(limits => limits.SpanMegabytes = 1));

        store.Add([.. Enumerable.Range(1, 1_000).Select(i => new SpanEntry
        {
            TraceId = (UInt128)i,
            Id = 1,
            ParentId = 0,
            Source = Samples.LargeSource(i),
            Scope = "App.Source",
            Name = "work",
            Kind = SpanKind.Internal,
            Start = Samples.Time,
            Duration = TimeSpan.Zero,
            Tags = [],
        })]);

        Assert.InRange(store.Counts.Spans, 1, 1024 * 1024 / 16_000);
    }

    [Fact]
    public void Add_OneTraceWithoutEnd_IsHeldToItsLimitAndCounted()
    {
        var store = new TraceStore(Limits.Of(limits => limits.SpansPerTrace = 10));

        store.Add([.. Enumerable.Range(1, 25).Select(i => Samples.Span(1, i))]);

        Assert.Equal(new TraceCounts(1, 10, 0, 15, 0), store.Counts);
    }

    [Fact]
    public void Add_BatchLargerThanAllThatIsKept_KeepsItsEnd()
    {
        var store = new TraceStore(Limits.Of(limits => limits.Spans = 100));

        store.Add([.. Enumerable.Range(1, 500).Select(i => Samples.Span(i, i, start: i))]);

        Assert.Equal(Enumerable.Range(401, 100).Reverse().Select(i => (UInt128)i), store.Find(new TraceFilter()).Select(trace => trace.Id));
    }

    [Theory]
    [InlineData("gateway", null, false, 0, true)]
    [InlineData("redis", null, false, 0, false)]
    [InlineData(null, "get /BOARD", false, 0, true)]
    [InlineData(null, "inner", false, 0, true)]
    [InlineData(null, "0000000000000000000000000000000", false, 0, true)]
    [InlineData(null, "other", false, 0, false)]
    [InlineData(null, null, true, 0, false)]
    [InlineData(null, null, false, 15, true)]
    [InlineData(null, null, false, 16, false)]
    public void Filter_EachCondition_DecidesAlone(string? source, string? text, bool errorsOnly, int leastMilliseconds, bool takes)
    {
        var store = new TraceStore(Limits.Of(_ => { }));
        store.Add([Samples.Span(1, 1, source: "gateway", name: "GET /board", milliseconds: 15), Samples.Span(1, 2, parent: 1, name: "inner")]);

        Assert.Equal(takes ? 1 : 0, store.Find(new TraceFilter(source, text, errorsOnly, TimeSpan.FromMilliseconds(leastMilliseconds))).Count);
    }

    [Fact]
    public void Waterfall_Spans_StandUnderTheirParentsInTheOrderOfTheirStart()
    {
        var trace = TraceOf(
            Samples.Span(1, 4, parent: 3, start: 30), Samples.Span(1, 3, parent: 1, start: 20, milliseconds: 40),
            Samples.Span(1, 2, parent: 1, start: 10), Samples.Span(1, 1, milliseconds: 100), Samples.Span(1, 9, parent: 77, start: 50));

        var rows = Waterfall.Of(trace);

        Assert.Equal([(1UL, 0), (2, 1), (3, 1), (4, 2), (9, 0)], rows.Select(row => (row.Span.Id, row.Depth)));
        Assert.Equal((0.2, 0.4), (rows[2].Offset, rows[2].Width));
    }

    [Fact]
    public void Waterfall_SpansThatAreTheirOwnAncestors_AreEachShownOnce()
    {
        var rows = Waterfall.Of(TraceOf(Samples.Span(1, 1, parent: 2), Samples.Span(1, 2, parent: 1), Samples.Span(1, 3, parent: 3), Samples.Span(1, 3, parent: 3)));

        Assert.Equal<ulong>([1, 2, 3, 3], rows.Select(row => row.Span.Id).Order());
    }

    [Fact]
    public void Waterfall_AChainAsLongAsATraceMayBe_IsDrawn()
    {
        var rows = Waterfall.Of(TraceOf([.. Enumerable.Range(1, 100_000).Select(i => Samples.Span(1, i, parent: i - 1, start: i))]));

        Assert.Equal(99_999, rows[^1].Depth);
    }

    private static Trace TraceOf(params SpanEntry[] spans)
    {
        var store = new TraceStore(Limits.Of(limits => (limits.Spans, limits.SpansPerTrace) = (1_000_000, 100_000)));
        store.Add(spans);
        return store.Find(1)!;
    }
}
