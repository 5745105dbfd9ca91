using BlazorAspire.Circuits;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Circuits;

public class CircuitTrackerTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void ShortId_BeforeACircuitIsOpen_IsNull()
    {
        var tracker = new CircuitTracker(_time);

        Assert.Null(tracker.ShortId);
        Assert.False(tracker.IsConnected);
    }

    [Fact]
    public void Open_LongId_KeepsEightCharactersAndTheMoment()
    {
        var tracker = new CircuitTracker(_time);

        tracker.Open("0123456789abcdef");

        Assert.Equal("01234567", tracker.ShortId);
        Assert.Equal(_time.GetUtcNow(), tracker.OpenedAt);
    }

    [Fact]
    public async Task IsConnected_FollowsTheConnection()
    {
        var tracker = new CircuitTracker(_time);

        await tracker.OnConnectionUpAsync(null!, CancellationToken.None);
        Assert.True(tracker.IsConnected);

        await tracker.OnConnectionDownAsync(null!, CancellationToken.None);
        Assert.False(tracker.IsConnected);
    }
}
