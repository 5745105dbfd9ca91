using Aspire.Hosting;
using BlazorAspire.AppHost.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorAspire.Tests.AppHost.Commands;

public sealed class DrainTests
{
    private readonly List<string> _done = [];
    private readonly Departures _departures = new();

    [Fact]
    public async Task RunAsync_AnotherIsReady_DrainsThenStops()
    {
        var report = await DrainAsync(0, Replica(1), Replica(2));

        Assert.Equal(["drain webapp-1", "stop webapp-1"], _done);
        Assert.Equal("1 user was moved, 0 users were left at the deadline", report?.ToString());
    }

    [Theory]
    [InlineData(ReplicaCondition.Down)]
    [InlineData(ReplicaCondition.NotReady)]
    internal async Task RunAsync_NoOtherIsReady_IsRefusedAndNothingHappens(ReplicaCondition other)
    {
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => DrainAsync(0, Replica(1), Replica(2, other)));

        Assert.Equal("No replica but 'webapp-1' is ready, so its users have nowhere to go. Start another one first, or throw them out with 'stop webapp-1'.", problem.Message);
        Assert.Empty(_done);
    }

    [Fact]
    public async Task RunAsync_OnlyReplica_IsRefused()
    {
        await Assert.ThrowsAsync<DistributedApplicationException>(() => DrainAsync(0, Replica(1)));

        Assert.Empty(_done);
    }

    [Fact]
    public async Task RunAsync_ReplicaIsDown_IsStoppedWithoutADrain()
    {
        Assert.Null(await DrainAsync(0, Replica(1, ReplicaCondition.Down), Replica(2, ReplicaCondition.Down)));

        Assert.Equal(["stop webapp-1"], _done);
    }

    [Fact]
    public async Task RunAsync_ReplicaRefuses_IsNotStopped()
    {
        var replica = new FakeReplica("webapp-1", _done) { DrainProblem = "It drains already." };

        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => DrainAsync(0, replica, Replica(2)));

        Assert.Equal("It drains already.", problem.Message);
        Assert.Equal(["drain webapp-1"], _done);
    }

    [Fact]
    public async Task RunAsync_TheOtherOneLeavesAtTheSameTime_IsRefused()
    {
        var first = Replica(1);
        var second = Replica(2);
        first.WhileDraining = async () => await Assert.ThrowsAsync<DistributedApplicationException>(() => DrainAsync(1, first, second));

        await DrainAsync(0, first, second);

        Assert.Equal(["drain webapp-1", "stop webapp-1"], _done);
    }

    [Fact]
    public async Task RunAsync_AfterARefusal_AnotherReplicaMayLeave()
    {
        var first = new FakeReplica("webapp-1", _done) { DrainProblem = "It drains already." };
        var second = Replica(2);
        await Assert.ThrowsAsync<DistributedApplicationException>(() => DrainAsync(0, first, second));

        Assert.NotNull(await DrainAsync(1, first, second));
    }

    private Task<DrainReport?> DrainAsync(int which, params FakeReplica[] all) =>
        new Drain(all, _departures, NullLogger.Instance).RunAsync(all[which], CancellationToken.None);

    private FakeReplica Replica(int number, ReplicaCondition condition = ReplicaCondition.Ready) => new($"webapp-{number}", _done) { Condition = condition };
}
