using BlazorAspire.LoadTest.Commands.Load;

namespace BlazorAspire.Tests.LoadTest.Commands.Load;

public sealed class LoadLimitTests
{
    [Theory]
    [InlineData("p50=2ms", "2 ms", true)]
    [InlineData("p99=3.9ms", "4 ms", false)]
    [InlineData("p99.9=1s", "5 ms", true)]
    [InlineData("start-p99=30ms", "40 ms", false)]
    [InlineData("errors=3", "3", true)]
    [InlineData("errors=2", "3", false)]
    [InlineData("failed=0", "1", false)]
    [InlineData("reconnects=2", "2", true)]
    [InlineData("rate=99.5", "99.5", true)]
    [InlineData("rate=100", "99.5", false)]
    [InlineData("client-cores=0.5", "0.5", true)]
    [InlineData("client-kb=39", "40", false)]
    [InlineData("server-kb=80", "79.5", true)]
    [InlineData("server-kb=79", "79.5", false)]
    public void Judge_OfAResult_ComparesTheFigure(string limit, string measured, bool holds) =>
        Assert.Equal(new LimitVerdict(limit, measured, holds), LoadLimit.TryParse(limit)!.Judge(LoadResults.Usual));

    [Fact]
    public void Judge_NothingMeasured_DoesNotHold() =>
        Assert.Equal(new LimitVerdict("p50=1h", "nothing measured", false), LoadLimit.TryParse("p50=1h")!.Judge(LoadResults.Idle));

    [Fact]
    public void Judge_OfAServerThatEnded_DoesNotHold() => Assert.Equal(
        new LimitVerdict("server-kb=80", "nothing measured", false),
        LoadLimit.TryParse("server-kb=80")!.Judge(LoadResults.Usual with { Server = new ServerUse(1, null, null, null, "not known") }));

    [Theory]
    [InlineData("p99")]
    [InlineData("p99=")]
    [InlineData("p99=-1s")]
    [InlineData("p98=1s")]
    [InlineData("errors=none")]
    [InlineData("errors=-1")]
    public void TryParse_NoLimit_IsNull(string text) => Assert.Null(LoadLimit.TryParse(text));
}
