using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Logs;
using Microsoft.Extensions.Logging;

namespace Embedded.Tests.Dashboard.Telemetry;

public class LogStoreTests
{
    [Fact]
    public void Add_MoreThanTheLimit_KeepsTheNewestAndCountsTheOthers()
    {
        var store = new LogStore(Limits.Of(limits => limits.LogEntries = 100));

        store.Add([.. Enumerable.Range(0, 250).Select(i => Samples.Log($"{i}"))], refused: 3);

        Assert.Equal(new LogCounts(100, 150, 3), store.Counts);
        Assert.Equal(Enumerable.Range(150, 100).Select(i => $"{i}"), Read(store).Select(entry => entry.Message));
    }

    [Fact]
    public void Add_LargeEntries_AreHeldToTheLimitOfMemory()
    {
        var store = new LogStore(Limits.Of(limits => limits.LogMegabytes = 1));

        store.Add([.. Enumerable.Range(0, 1_000).Select(i => Samples.Log(new string('x', 8_000)))]);

        Assert.InRange(store.Counts.Kept, 1, 1024 * 1024 / 16_000);
        Assert.Equal(1_000, store.Counts.Kept + store.Counts.Dropped);
    }

    [Fact]
    public void Add_LongKeys_AreHeldToTheLimitOfMemory()
    {
        var store = new LogStore(Limits.Of(limits => limits.LogMegabytes = 1));

        store.Add([.. Enumerable.Range(0, 1_000).Select(i => Samples.Log(tags: [.. Enumerable.Range(0, 30).Select(tag => new Tag(new string('k', 250), $"{i}"))]))]);

        Assert.InRange(store.Counts.Kept, 1, 1024 * 1024 / 15_000);
    }

    [Fact]
    public void Add_AnotherLargeSourceInEachEntry_IsHeldToTheLimitOfMemory()
    {
        var store = new LogStore(Limits.Of(limits => limits.LogMegabytes = 1));

        store.Add([.. Enumerable.Range(0, 1_000).Select(i => Of(Samples.LargeSource(i)))]);

        Assert.InRange(store.Counts.Kept, 1, 1024 * 1024 / 16_000);
        Assert.Equal(store.Counts.Kept, store.Sources.Length);
    }

    [Fact]
    public void Add_OneLargeSourceForAllEntries_CountsOnce()
    {
        var store = new LogStore(Limits.Of(limits => limits.LogMegabytes = 1));
        var source = Samples.LargeSource(1);

        store.Add([.. Enumerable.Range(0, 1_000).Select(_ => Of(source))]);

        Assert.Equal(new LogCounts(1_000, 0, 0), store.Counts);
    }

    [Fact]
    public void Add_ABatch_TellsOnce()
    {
        var store = new LogStore(Limits.Of(_ => { }));
        var told = 0;
        store.Changes.Changed += () => told++;

        store.Add([.. Enumerable.Range(0, 1_000).Select(i => Samples.Log($"{i}"))]);

        Assert.Equal(1, told);
        Assert.Equal(1, store.Changes.Version);
    }

    [Fact]
    public async Task Add_FromManyThreads_LosesNothing()
    {
        var store = new LogStore(Limits.Of(limits => limits.LogEntries = 1_000));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                store.Add([Samples.Log($"{thread}/{i}")]);
                _ = Read(store);
            }
        })));

        Assert.Equal(new LogCounts(1_000, 3_000, 0), store.Counts);
        Assert.Equal(Enumerable.Range(3_000, 1_000).Select(i => (long)i), Read(store).Select(entry => entry.Number));
    }

    [Fact]
    public void Sources_OfDroppedEntries_AreForgotten()
    {
        var store = new LogStore(Limits.Of(limits => limits.LogEntries = 100));

        store.Add([Samples.Log(source: "gone"), .. Enumerable.Range(0, 100).Select(i => Samples.Log(source: i % 2 == 0 ? "webapp-2" : "webapp-1"))]);

        Assert.Equal(["webapp-1", "webapp-2"], store.Sources);
    }

    [Theory]
    [InlineData("webapp-2", null, null, false)]
    [InlineData("webapp-1", LogLevel.Warning, "OPEN", true)]
    [InlineData(null, LogLevel.Error, null, false)]
    [InlineData(null, null, "circuit 5", true)]
    [InlineData(null, null, "category", true)]
    [InlineData(null, null, "in-a-tag", true)]
    [InlineData(null, null, "elsewhere", false)]
    public void Filter_EachCondition_DecidesAlone(string? source, LogLevel? least, string? text, bool takes)
    {
        var entry = Samples.Log("Circuit 5 opened", LogLevel.Warning, "webapp-1", new Tag("key", "in-a-tag"));

        Assert.Equal(takes, new LogFilter(source, least, text).Takes(entry));
    }

    [Fact]
    public void Filter_TraceAndSpan_MustBothFit()
    {
        Assert.True(new LogFilter(TraceId: 7, SpanId: 3).Takes(Samples.Log()));
        Assert.False(new LogFilter(TraceId: 7, SpanId: 4).Takes(Samples.Log()));
        Assert.False(new LogFilter(TraceId: 8).Takes(Samples.Log()));
    }

    [Fact]
    public void Filter_EntryWithoutLevel_PassesOnlyWhereEveryLevelDoes()
    {
        Assert.True(new LogFilter().Takes(Samples.Log(level: LogLevel.None)));
        Assert.False(new LogFilter(Least: LogLevel.Trace).Takes(Samples.Log(level: LogLevel.None)));
    }

    [Fact]
    public void View_EntriesThatComeAndGo_FollowsThem()
    {
        var store = new LogStore(Limits.Of(limits => limits.LogEntries = 100));
        var view = new LogView(store);
        view.Show(new LogFilter(Text: "keep"));

        store.Add([Samples.Log("keep 1"), Samples.Log("other"), Samples.Log("keep 2")]);
        Assert.Empty(view.Entries);
        Assert.Equal(3, view.Newer);
        view.Update();
        Assert.Equal(["keep 1", "keep 2"], view.Entries.Select(entry => entry.Message));

        store.Add([.. Enumerable.Repeat(0, 98).Select(_ => Samples.Log("other"))]);
        view.Update();
        Assert.Equal(["keep 2"], view.Entries.Select(entry => entry.Message));

        view.Show(new LogFilter(Text: "other"));
        Assert.Equal(99, view.Entries.Count);
        Assert.Equal(0, view.Newer);
    }

    private static LogEntry Of(TelemetrySource source) => new()
    {
        Time = Samples.Time,
        Source = source,
        Category = "App.Category",
        Level = LogLevel.Information,
        Message = "hello",
        Tags = [],
    };

    private static List<LogEntry> Read(LogStore store)
    {
        var found = new List<LogEntry>();
        store.Read(0, new LogFilter(), found);
        return found;
    }
}
