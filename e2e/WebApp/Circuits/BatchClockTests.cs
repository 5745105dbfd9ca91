using BlazorAspire.Circuits.Circuits;

namespace BlazorAspire.Tests.WebApp.Circuits;

public class BatchClockTests
{
    private readonly BatchClock _clock = new();

    [Fact]
    public void Confirmed_TheTimedBatch_IsWhenItLeftAndTheNextIsTimed()
    {
        _clock.Sent(2, at: 100);
        _clock.Sent(3, at: 200);

        Assert.Equal(100, _clock.Confirmed(2));
        Assert.Null(_clock.Confirmed(3));
        _clock.Sent(4, at: 300);
        Assert.Equal(300, _clock.Confirmed(4));
    }

    [Fact]
    public void Confirmed_SeveralByTheLast_TellsNothingAndTimesTheNext()
    {
        _clock.Sent(2, at: 100);

        Assert.Null(_clock.Confirmed(5));
        _clock.Sent(6, at: 400);
        Assert.Equal(400, _clock.Confirmed(6));
    }

    [Fact]
    public void Confirmed_AnEarlierOne_ChangesNothing()
    {
        _clock.Sent(2, at: 100);

        Assert.Null(_clock.Confirmed(1));
        Assert.Equal(100, _clock.Confirmed(2));
    }
}
