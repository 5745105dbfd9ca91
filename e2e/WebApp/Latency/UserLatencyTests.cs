using BlazorAspire.Circuits.Latency;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Latency;

public class UserLatencyTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Read_SamplesOfTheLastMinute_GivesMedianAndP95ThatWereMeasured()
    {
        var latency = new UserLatency(_time);
        for (var milliseconds = 1; milliseconds <= 100; milliseconds++)
        {
            latency.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        var read = latency.Read()!;
        Assert.Equal((50, 95), (read.Median, read.P95));
        Assert.Equal([5, 5, 15, 25, 50, 0, 0, 0], read.Counts);
    }

    [Fact]
    public void Read_AfterAMinute_ForgetsThem()
    {
        var latency = new UserLatency(_time);
        latency.Add(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromSeconds(40));
        latency.Add(TimeSpan.FromMilliseconds(7));
        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal((7, 7), (latency.Read()!.Median, latency.Read()!.P95));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(latency.Read());
    }
}
