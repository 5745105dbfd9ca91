using Embedded.Hosting.Processes;

namespace Embedded.Tests.Hosting.Processes;

public class StopLadderTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task StopAsync_ProcessObeys_IsAskedOnlyOnce()
    {
        using var process = new FakeProcess(1);

        Assert.Equal(StopOutcome.Ended, await Ladder().StopAsync(process));
        Assert.Equal([ProcessSignal.Terminate], process.Signals);
    }

    [Fact]
    public async Task StopAsync_ProcessIgnoresTheRequest_IsKilledAfterTheGracePeriodAndNotBefore()
    {
        using var process = new FakeProcess(1) { Obeys = [ProcessSignal.Kill] };
        var stop = Ladder().StopAsync(process);
        await _time.WaitForTimerAsync(Grace);

        _time.Advance(Grace - TimeSpan.FromMilliseconds(1));
        Assert.Equal([ProcessSignal.Terminate], process.Signals);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(StopOutcome.Killed, await stop.WaitAsync(Limit.Token()));
        Assert.Equal([ProcessSignal.Terminate, ProcessSignal.Kill], process.Signals);
    }

    [Fact]
    public async Task StopAsync_ProcessSurvivesTheKill_SaysSo()
    {
        using var process = new FakeProcess(1) { Obeys = [] };
        var stop = Ladder().StopAsync(process);
        await _time.WaitForTimerAsync(Grace);
        _time.Advance(Grace);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(StopOutcome.StillThere, await stop.WaitAsync(Limit.Token()));
    }

    private StopLadder Ladder() => new(Grace, _time);
}
