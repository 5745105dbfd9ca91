using BlazorAspire.Gateway.Balancing;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Gateway.Balancing;

public sealed class PendingUsersTests
{
    private readonly ManualTime _time = new();
    private readonly PendingUsers _pending;
    private readonly Replica _one = new("webapp-1", new Uri("http://127.0.0.1:1"));
    private readonly Replica _two = new("webapp-2", new Uri("http://127.0.0.1:2"));

    public PendingUsersTests() => _pending = new PendingUsers(_time);

    [Fact]
    public void Count_WithinTimeout_HoldsTheUser()
    {
        _pending.Add(_one);
        _time.Advance(PendingUsers.Timeout - TimeSpan.FromTicks(1));

        Assert.Equal((1, 0), (_pending.Count(_one), _pending.Count(_two)));
    }

    [Fact]
    public void Count_AfterTimeout_ForgetsTheOldest()
    {
        _pending.Add(_one);
        _time.Advance(PendingUsers.Timeout / 2);
        _pending.Add(_one);
        _time.Advance(PendingUsers.Timeout / 2);

        Assert.Equal(1, _pending.Count(_one));
    }

    [Fact]
    public void Connected_ReplicaWithoutPendingUsers_StaysAtNone()
    {
        _pending.Add(_one);
        _pending.Connected(_one);
        _pending.Connected(_one);
        _pending.Connected(_two);

        Assert.Equal((0, 0), (_pending.Count(_one), _pending.Count(_two)));
    }
}
