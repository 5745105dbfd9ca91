using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Control;
using Embedded.Hosting.Processes;

namespace Embedded.Tests.Hosting.Control;

public class ProcessCommandTests
{
    private readonly FakeResource _webapp = new("webapp");
    private readonly FakeResource _redis = new("redis");
    private readonly EngineHarness _engine;

    public ProcessCommandTests()
    {
        _redis.Annotations.Add(new CuttableAnnotation());
        _engine = new EngineHarness(_redis, _webapp);
    }

    [Fact]
    public async Task Kill_OfARunningResource_EndsItsProcessAndTheNextIsStarted()
    {
        var first = await StartAsync(_webapp);

        var result = await _engine.Commands.ExecuteCommandAsync("webapp", EngineCommands.Kill);

        Assert.True(result.Success, result.Message);
        Assert.Equal("Process 1 was killed.", result.Message);
        Assert.Equal([ProcessSignal.Kill], first.Signals);
        await _engine.Time.WaitForTimerAsync(due => due < TimeSpan.FromSeconds(1) && due > TimeSpan.Zero);
        _engine.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, (await _engine.Launcher.NextAsync()).Process);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("cut")]
    public async Task Fault_OfAResourceThatDoesNotRun_IsRefused(string command)
    {
        var result = await _engine.Commands.ExecuteCommandAsync("redis", command);

        Assert.False(result.Success);
        Assert.Equal("Resource 'redis' does not run.", result.Message);
    }

    [Fact]
    public async Task Cut_ForSomeSeconds_LetsTheProcessGoOnAfterThem()
    {
        var process = await StartAsync(_redis);

        var cut = _engine.Commands.ExecuteCommandAsync("redis", EngineCommands.Cut, seconds: 7, Limit.Token());
        await _engine.Time.WaitForTimerAsync(TimeSpan.FromSeconds(7));
        Assert.Equal([ProcessSignal.Pause], process.Signals);
        _engine.Time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal("It stood still for 7 s.", (await cut).Message);
        Assert.Equal([ProcessSignal.Pause, ProcessSignal.Resume], process.Signals);
    }

    [Fact]
    public async Task Cut_OfWhatIsCutAlready_IsRefusedAndTheFirstGoesOn()
    {
        var process = await StartAsync(_redis);
        var first = _engine.Commands.ExecuteCommandAsync("redis", EngineCommands.Cut);
        await _engine.Time.WaitForTimerAsync(TimeSpan.FromSeconds(EngineCommands.CutSeconds.Default));

        var second = await _engine.Commands.ExecuteCommandAsync("redis", EngineCommands.Cut);

        Assert.Equal("Resource 'redis' is cut off already. Wait until it goes on.", second.Message);
        Assert.Equal([ProcessSignal.Pause], process.Signals);
        _engine.Time.Advance(TimeSpan.FromSeconds(EngineCommands.CutSeconds.Default));
        Assert.True((await first).Success);
    }

    [Fact]
    public async Task Cut_OfAProcessThatEndsMeanwhile_SaysSoAtOnce()
    {
        var process = await StartAsync(_redis);

        var cut = _engine.Commands.ExecuteCommandAsync("redis", EngineCommands.Cut);
        await _engine.Time.WaitForTimerAsync(TimeSpan.FromSeconds(EngineCommands.CutSeconds.Default));
        process.End(1);

        var result = await cut.WaitAsync(Limit.Token());
        Assert.False(result.Success);
        Assert.Equal("Resource 'redis' ended before the 10 s were over.", result.Message);
    }

    [Fact]
    public async Task Cut_WhoseWaiterGoes_LetsTheProcessGoOn()
    {
        var process = await StartAsync(_redis);
        using var going = new CancellationTokenSource();

        var cut = _engine.Commands.ExecuteCommandAsync("redis", EngineCommands.Cut, seconds: null, going.Token);
        await _engine.Time.WaitForTimerAsync(TimeSpan.FromSeconds(EngineCommands.CutSeconds.Default));
        await going.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cut);
        Assert.Equal([ProcessSignal.Pause, ProcessSignal.Resume], process.Signals);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(301)]
    public async Task Cut_ForAnOddTime_IsRefused(int seconds)
    {
        var process = await StartAsync(_redis);

        var result = await _engine.Commands.ExecuteCommandAsync("redis", EngineCommands.Cut, seconds, Limit.Token());

        Assert.False(result.Success);
        Assert.Equal($"{seconds} seconds are too few or too many. Use 1 to 300.", result.Message);
        Assert.Empty(process.Signals);
    }

    [Fact]
    public async Task Cut_OfAResourceThatIsNotMadeForIt_IsNoCommand()
    {
        var result = await _engine.Commands.ExecuteCommandAsync("webapp", EngineCommands.Cut);

        Assert.False(result.Success);
        Assert.Equal("Resource 'webapp' has no command 'cut'. It has: start, stop, restart, kill.", result.Message);
    }

    private async Task<FakeProcess> StartAsync(FakeResource resource)
    {
        Assert.True(_engine.Runners.Find(resource.Name)!.TryStart());
        var process = (await _engine.Launcher.NextAsync()).Process;
        await _engine.HealthyAsync(resource);
        return process;
    }
}
