using Embedded.Dashboard.Telemetry;
using Embedded.Tests.Hosting;

namespace Embedded.Tests.Dashboard.Telemetry;

public class BatchedRefreshTests
{
    private readonly ManualTime _time = new();
    private readonly ChangeSignal _signal = new();
    private int _drawn;

    [Fact]
    public void Changes_AThousandASecond_DrawFourTimes()
    {
        using var refresh = new BatchedRefresh(_time, () => _drawn++, _signal);

        for (var millisecond = 0; millisecond < 1_000; millisecond++)
        {
            _signal.Raise();
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(4, _drawn);
    }

    [Fact]
    public void Change_AfterALongSilence_DrawsAtOnce()
    {
        using var refresh = new BatchedRefresh(_time, () => _drawn++, _signal);
        _signal.Raise();
        _time.Advance(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(10));

        _signal.Raise();
        _time.Advance(TimeSpan.Zero);

        Assert.Equal(2, _drawn);
    }

    [Fact]
    public void LastChange_OfABurst_IsDrawnToo()
    {
        using var refresh = new BatchedRefresh(_time, () => _drawn++, _signal);
        _signal.Raise();
        _time.Advance(TimeSpan.Zero);
        _signal.Raise();
        Assert.Equal(1, _drawn);

        _time.Advance(BatchedRefresh.Interval);

        Assert.Equal(2, _drawn);
    }

    [Fact]
    public void Dispose_Always_EndsIt()
    {
        var refresh = new BatchedRefresh(_time, () => _drawn++, _signal);
        _signal.Raise();

        refresh.Dispose();
        _signal.Raise();
        refresh.Request();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, _drawn);
    }
}
