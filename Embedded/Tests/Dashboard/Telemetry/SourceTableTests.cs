using Embedded.Dashboard.Telemetry;

namespace Embedded.Tests.Dashboard.Telemetry;

public class SourceTableTests
{
    private readonly SourceTable _table = new();

    [Fact]
    public void Get_TheSameProcessAgain_IsTheSameObject()
    {
        Tag[] Tags() => [new("service.version", "1")];
        var first = _table.Get("webapp-1", "a", Tags());

        Assert.Same(first, _table.Get("webapp-1", "a", Tags()));
        Assert.NotSame(first, _table.Get("webapp-1", "b", Tags()));
        Assert.NotSame(first, _table.Get("webapp-1", "a", []));
    }

    [Fact]
    public void Get_ManyThatTellMuch_AreHeldToAFewMegabytes()
    {
        for (var i = 0; i < 2_000; i++)
        {
            _table.Get($"webapp-{i % 500}", "a", [new Tag("told", new string('x', 100_000 + i))]);
            Assert.InRange(_table.Bytes, 200_000, 4 * 1024 * 1024);
        }
    }
}
