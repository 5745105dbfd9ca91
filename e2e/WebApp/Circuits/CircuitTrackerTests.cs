using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Circuits;

public class CircuitTrackerTests
{
    private readonly CircuitCounter _counter = new();
    private readonly ManualTime _time = new();

    [Fact]
    public void ShortId_BeforeACircuitIsOpen_IsNull()
    {
        var tracker = new CircuitTracker(_counter, _time);

        Assert.Null(tracker.ShortId);
        Assert.False(tracker.IsConnected);
    }

    [Fact]
    public void Open_LongId_KeepsEightCharactersAndTheMoment()
    {
        var tracker = new CircuitTracker(_counter, _time);

        tracker.Open("0123456789abcdef");

        Assert.Equal("01234567", tracker.ShortId);
        Assert.Equal(_time.GetUtcNow(), tracker.OpenedAt);
    }

    [Fact]
    public async Task Counter_OverTheLifeOfTwoCircuits_CountsConnectedAndWaiting()
    {
        var (first, second) = (new CircuitTracker(_counter, _time), new CircuitTracker(_counter, _time));
        Up(first);
        Up(second);
        Assert.Equal((2, 0), (_counter.Connected, _counter.Waiting));

        first.ConnectionDown();
        Assert.False(first.IsConnected);
        Assert.Equal((1, 1), (_counter.Connected, _counter.Waiting));

        await first.OnCircuitClosedAsync(null!, CancellationToken.None);
        Assert.Equal((1, 0), (_counter.Connected, _counter.Waiting));
    }

    private static void Up(CircuitTracker tracker)
    {
        tracker.Open("id");
        tracker.ConnectionUp();
    }
}
