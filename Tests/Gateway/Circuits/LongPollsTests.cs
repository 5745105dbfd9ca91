using BlazorAspire.Gateway.Circuits;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.Gateway.Circuits;

public sealed class LongPollsTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private readonly ManualTime _time = new();
    private readonly Replica _replica = new("webapp-1", new Uri("http://127.0.0.1:1"));
    private readonly LongPolls _polls;

    public LongPollsTests() => _polls = new LongPolls(Options.Create(new CircuitOptions { LongPollIdleTimeout = Idle }), _time);

    [Fact]
    public void Answered_ManyPollsOfOneCircuit_CountOnce()
    {
        Assert.True(Poll("a"));
        Assert.False(Poll("a"));
        Assert.False(Poll("a"));

        Assert.Equal(1, _replica.OpenCircuits);
    }

    [Fact]
    public void CloseIdle_AfterTimeout_EndsTheCircuit()
    {
        Poll("a");
        _time.Advance(Idle - TimeSpan.FromTicks(1));
        _polls.CloseIdle();
        Assert.Equal(1, _replica.OpenCircuits);

        _time.Advance(TimeSpan.FromTicks(1));
        _polls.CloseIdle();
        Assert.Equal(0, _replica.OpenCircuits);
    }

    [Fact]
    public void CloseIdle_PollInFlight_KeepsTheCircuit()
    {
        Poll("a");
        _polls.Began("a");
        _time.Advance(Idle * 4);
        _polls.CloseIdle();

        Assert.Equal(1, _replica.OpenCircuits);
    }

    [Fact]
    public void Closed_UnknownOrTwice_CountsOnce()
    {
        Poll("a");
        _polls.Closed("b");
        _polls.Closed("a");
        _polls.Closed("a");

        Assert.Equal(0, _replica.OpenCircuits);
    }

    private bool Poll(string id)
    {
        _polls.Began(id);
        var isNew = _polls.Answered(id, _replica);
        _polls.Ended(id);
        return isNew;
    }
}
