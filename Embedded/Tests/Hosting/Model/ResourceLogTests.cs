using Aspire.Hosting.ApplicationModel;

namespace Embedded.Tests.Hosting.Model;

public class ResourceLogTests
{
    private readonly ManualTime _time = new();
    private readonly ResourceLog _log;

    public ResourceLogTests()
    {
        _log = new ResourceLog(_time);
    }

    [Fact]
    public void After_ANumber_GivesTheNextLinesAndWhenTheyCame()
    {
        _log.Add("one", isError: false);
        _time.Advance(TimeSpan.FromSeconds(3));
        _log.Add("two", isError: true);
        _log.Add("three", isError: false);

        var lines = _log.SomeAfter(1, most: 1);

        Assert.Equal([new WrittenLine(new LogLine(2, "two", true), _time.GetUtcNow())], lines);
        Assert.Empty(_log.After(3));
        Assert.Empty(_log.After(99));
    }

    [Fact]
    public void After_ANumberLongGone_GivesWhatIsKept()
    {
        for (var i = 0; i < 12_345; i++)
        {
            _log.Add("line", isError: false);
        }

        var lines = _log.After(0);

        Assert.Equal(Enumerable.Range(7_346, 5_000), lines.Select(written => written.Line.LineNumber));
    }

    [Fact]
    public void Add_AnEndlessLine_KeepsItsBeginning()
    {
        var line = _log.Add(new string('x', 1_000_000), isError: false);

        Assert.Equal(new string('x', ResourceLog.LongestLine) + "…", line.Content);
    }

    [Fact]
    public void Add_ManyLongLines_KeepsFewerOfThem()
    {
        for (var i = 0; i < 2_000; i++)
        {
            _log.Add(new string('x', 10_000), isError: false);
        }

        var lines = _log.After(0);

        Assert.InRange(lines.Sum(written => written.Line.Content.Length), 7_900_000, 8_010_000);
        Assert.Equal(2_000, lines[^1].Line.LineNumber);
        Assert.InRange(_log.SomeAfter(0, most: 1_000).Sum(written => written.Line.Content.Length), 1_000_000, 1_010_000);
    }

    [Fact]
    public async Task WrittenAfter_ANumber_CompletesWithTheNextLine()
    {
        _log.Add("one", isError: false);
        await _log.WrittenAfter(0);

        var next = _log.WrittenAfter(1);
        Assert.False(next.IsCompleted);
        _log.Add("two", isError: false);

        await next.WaitAsync(Limit.Token());
        Assert.False(_log.WrittenAfter(2).IsCompleted);
    }
}
