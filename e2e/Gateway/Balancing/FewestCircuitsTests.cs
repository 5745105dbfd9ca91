using BlazorAspire.Gateway.Balancing;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Model;

namespace BlazorAspire.Tests.Gateway.Balancing;

public sealed class FewestCircuitsTests
{
    private readonly PendingUsers _pending = new(new ManualTime());
    private readonly Replica[] _replicas = [.. Enumerable.Range(1, 3).Select(i => new Replica($"webapp-{i}", new Uri($"http://127.0.0.1:{i}")))];
    private readonly FewestCircuits _policy;

    public FewestCircuitsTests() => _policy = new FewestCircuits(new ReplicaRegistry(_replicas), _pending);

    [Theory]
    [InlineData(0, 5, 5, "webapp-1")]
    [InlineData(5, 0, 5, "webapp-2")]
    [InlineData(5, 5, 0, "webapp-3")]
    [InlineData(7, 6, 8, "webapp-2")]
    public void Pick_OneHasFewest_IsChosen(int first, int second, int third, string expected)
    {
        Load(first, second, third);

        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(expected, Pick()));
    }

    [Fact]
    public void Pick_UsersOnTheirWay_Count()
    {
        Load(1, 2, 3);
        _pending.Add(_replicas[0]);
        _pending.Add(_replicas[0]);

        Assert.Equal("webapp-2", Pick());
    }

    [Fact]
    public void Pick_AllEqual_TakeTurns() =>
        Assert.Equal(["webapp-1", "webapp-2", "webapp-3", "webapp-1"], Enumerable.Range(0, 4).Select(_ => Pick()));

    [Fact]
    public void Pick_TwoEqual_TakeTurns()
    {
        Load(1, 2, 1);

        Assert.Equal(["webapp-1", "webapp-3", "webapp-1", "webapp-3"], Enumerable.Range(0, 4).Select(_ => Pick()));
    }

    [Fact]
    public void Pick_FewerThanBefore_StaysInRange()
    {
        Pick();
        Pick();

        Assert.Equal("webapp-1", Pick(_replicas[0], _replicas[1]));
    }

    private void Load(params int[] circuits)
    {
        foreach (var (replica, count) in _replicas.Zip(circuits))
        {
            for (var i = 0; i < count; i++)
            {
                replica.CircuitOpened();
            }
        }
    }

    private string Pick() => Pick(_replicas);

    private string Pick(params Replica[] replicas) =>
        _policy.PickDestination(new DefaultHttpContext(), new ClusterState("replicas"), [.. replicas.Select(replica => new DestinationState(replica.Name))])!.DestinationId;
}
