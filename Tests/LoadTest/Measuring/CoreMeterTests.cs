using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest.Measuring;

public sealed class CoreMeterTests
{
    [Fact]
    public void Read_InTheMomentOfTheBeginning_IsNone() => Assert.Equal(new CoreUse(0, 0), new CoreMeter(Environment.ProcessId, new ManualTime()).Read());

    [Fact]
    public void Read_WithoutAProcess_KnowsTheClientOnly() => Assert.Null(new CoreMeter(null, TimeProvider.System).Read().Server);

    [Theory]
    [InlineData(3, 2, 1.5)]
    [InlineData(3, 0, 0)]
    public void Of_ProcessorTime_IsDividedByTheTimeThatPassed(int processorSeconds, int elapsedSeconds, double cores) =>
        Assert.Equal(cores, CoreUse.Of(TimeSpan.FromSeconds(processorSeconds), TimeSpan.FromSeconds(elapsedSeconds)));
}
