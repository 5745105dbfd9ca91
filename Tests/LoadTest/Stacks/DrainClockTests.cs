using BlazorAspire.LoadTest.Stacks;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest.Stacks;

public sealed class DrainClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Read_OfDrainsThatOverlap_TimesEach()
    {
        var clock = new DrainClock(_time);

        clock.Read("gateway | info: Replica 'webapp-1' moves its users.");
        _time.Advance(TimeSpan.FromSeconds(2));
        clock.Read("webapp-2 | Replica 'webapp-2' moves its users.");
        clock.Read("webapp-1 | This replica is drained: 3 users moved in 2.0 s.");
        _time.Advance(TimeSpan.FromSeconds(1));
        clock.Read("Replica 'webapp-2' is drained: 1 user was moved, 0 users were left at the deadline.");
        clock.Read("Replica 'webapp-1' is drained: 3 users were moved, 0 users were left at the deadline.");
        clock.Read("Replica 'webapp-3' is drained: 0 users were moved, 0 users were left at the deadline.");

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)], clock.Times);
    }
}
