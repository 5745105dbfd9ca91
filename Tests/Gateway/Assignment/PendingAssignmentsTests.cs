using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.Gateway.Assignment;

public sealed class PendingAssignmentsTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly ManualTime _time = new();
    private readonly Replica _one = new("webapp-1", new Uri("http://127.0.0.1:1"));
    private readonly Replica _two = new("webapp-2", new Uri("http://127.0.0.1:2"));

    [Fact]
    public void Count_WithinTimeout_HoldsTheUser()
    {
        var pending = New();
        pending.Add(Guid.NewGuid(), _one);
        _time.Advance(Timeout - TimeSpan.FromTicks(1));

        Assert.Equal((1, 0), (pending.Count(_one), pending.Count(_two)));
    }

    [Fact]
    public void Count_AfterTimeout_ForgetsTheUser()
    {
        var pending = New();
        pending.Add(Guid.NewGuid(), _one);
        _time.Advance(Timeout);

        Assert.Equal(0, pending.Count(_one));
    }

    [Fact]
    public void Remove_Connected_NoLongerCounts()
    {
        var pending = New();
        var browser = Guid.NewGuid();
        pending.Add(browser, _one);
        pending.Remove(browser);
        _time.Advance(Timeout);

        Assert.Equal(0, pending.Count(_one));
    }

    [Fact]
    public void Add_SameBrowserElsewhere_Moves()
    {
        var pending = New();
        var browser = Guid.NewGuid();
        pending.Add(browser, _one);
        _time.Advance(Timeout / 2);
        pending.Add(browser, _two);
        _time.Advance(Timeout / 2);

        Assert.Equal((0, 1), (pending.Count(_one), pending.Count(_two)));
    }

    [Fact]
    public void Add_MoreThanMax_ForgetsTheOldest()
    {
        var pending = New(max: 2);
        pending.Add(Guid.NewGuid(), _one);
        pending.Add(Guid.NewGuid(), _two);
        pending.Add(Guid.NewGuid(), _two);

        Assert.Equal((0, 2), (pending.Count(_one), pending.Count(_two)));
    }

    private PendingAssignments New(int max = 100) =>
        new(Options.Create(new AssignmentOptions { PendingTimeout = Timeout, MaxPending = max }), _time);
}
