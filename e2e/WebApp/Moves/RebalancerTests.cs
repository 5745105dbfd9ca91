using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Moves;

public sealed class RebalancerTests : IDisposable
{
    private readonly MoveWorld _world = new();
    private readonly RebalanceOptions _options = new() { Enabled = true, BatchSize = 2 };

    [Fact]
    public async Task Balance_AnEmptyReplica_GetsIdleUsersABatchAtATime()
    {
        var users = new[] { _world.Open('a'), _world.Open('b'), _world.Open('c'), _world.Open('d'), _world.Open('e'), _world.Open('f') };
        _world.Time.Advance(_options.IdleAfter);

        var moved = await Of(_world.Beat("webapp-1", 6), _world.Beat("webapp-2")).BalanceAsync();

        Assert.Equal(2, moved);
        Assert.Equal(2, users.Count(user => _world.Moves.Take(user.Circuit.Identity!) is ["webapp-2"]));
    }

    [Fact]
    public async Task Balance_UsersWhoAreBusy_StayWhereTheyAre()
    {
        _world.Open('a');
        var (holding, page) = _world.Open('b');
        using var hold = holding.Holds.Begin("Your message is not sent yet.");
        _world.Time.Advance(_options.IdleAfter);
        foreach (var circuit in _world.Circuits.All.Where(circuit => circuit != holding))
        {
            circuit.UsedAt = _world.Time.GetTimestamp();
        }

        Assert.Equal(0, await Of(_world.Beat("webapp-1", 6), _world.Beat("webapp-2")).BalanceAsync());
        Assert.False(page.WasAsked);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 2)]
    [InlineData(0, 6)]
    public async Task Balance_WithoutANeed_MovesNobody(int here, int there)
    {
        _world.Open('a');
        _world.Time.Advance(_options.IdleAfter);

        Assert.Equal(0, await Of(_world.Beat("webapp-1", here), _world.Beat("webapp-2", there)).BalanceAsync());
    }

    [Fact]
    public async Task Balance_TheEmptyReplicaIsFullOrDraining_MovesNobody()
    {
        _world.Open('a');
        _world.Time.Advance(_options.IdleAfter);

        Assert.Equal(0, await Of(_world.Beat("webapp-1", 6), _world.Beat("webapp-2") with { IsFull = true }).BalanceAsync());
        Assert.Equal(0, await Of(_world.Beat("webapp-1", 6), _world.Beat("webapp-2") with { IsStopping = true }).BalanceAsync());
    }

    [Theory]
    [InlineData("Interval", "Rebalance:Interval is 00:00:00. Use a time from 00:00:01 to 01:00:00.")]
    [InlineData("IdleAfter", "Rebalance:IdleAfter is -00:00:01. Use a time from 00:00:00 to 1.00:00:00.")]
    [InlineData("BatchSize", "Rebalance:BatchSize is 0. Use a number from 1 to 10000.")]
    public void FindProblem_OutOfRange_NamesTheSetting(string name, string text)
    {
        var options = new RebalanceOptions();
        (options.Interval, options.IdleAfter, options.BatchSize) = name switch
        {
            "Interval" => (TimeSpan.Zero, options.IdleAfter, options.BatchSize),
            "IdleAfter" => (options.Interval, TimeSpan.FromSeconds(-1), options.BatchSize),
            _ => (options.Interval, options.IdleAfter, 0),
        };

        Assert.Equal(text, RebalanceOptions.FindProblem(options));
        Assert.Null(RebalanceOptions.FindProblem(new RebalanceOptions()));
    }

    public void Dispose() => _world.Dispose();

    private Rebalancer Of(params ReplicaHeartbeat[] replicas) => new(
        _world.See(replicas), _world.Circuits, _world.Admission, _world.Mover, Options.Create(_options), _world.Time, new LogLines<Rebalancer>());
}
