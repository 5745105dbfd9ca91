using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.Tests.LoadTest.Measuring;

public sealed class SmapsRollupTests
{
    private const string Text = """
        55d0c8a4e000-7ffd1b9f2000 ---p 00000000 00:00 0                          [rollup]
        Rss:              112308 kB
        Pss:               37056 kB
        Pss_Dirty:         30000 kB
        Shared_Clean:      70000 kB
        """;

    [Fact]
    public void Parse_Rollup_GivesBytes() => Assert.Equal(new MemorySample(112308 * 1024, 37056 * 1024), SmapsRollup.Parse(Text));

    [Fact]
    public void Parse_OldKernelWithoutPss_GivesRssAlone() => Assert.Equal(new MemorySample(2048, null), SmapsRollup.Parse("Rss:   2 kB\n"));

    [Fact]
    public void Parse_Nothing_GivesNothing() => Assert.Null(SmapsRollup.Parse(""));
}
