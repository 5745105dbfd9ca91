using Aspire.Hosting;
using BlazorAspire.AppHost.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorAspire.Tests.AppHost.Commands;

public sealed class RollingRestartTests
{
    private readonly List<string> _done = [];
    private readonly Departures _departures = new();

    [Fact]
    public async Task RunAsync_AllReady_RestartsOneAfterTheOther()
    {
        var report = await RestartAsync(Replica(1), Replica(2));

        Assert.Equal(["drain webapp-1", "stop webapp-1", "start webapp-1", "drain webapp-2", "stop webapp-2", "start webapp-2"], _done);
        Assert.Equal(new DrainReport(2, 0), report);
    }

    [Fact]
    public async Task RunAsync_OneIsDown_ItIsStartedWithoutADrain()
    {
        await RestartAsync(Replica(1), Replica(2, ReplicaCondition.Down), Replica(3));

        Assert.DoesNotContain("drain webapp-2", _done);
        Assert.Contains("start webapp-2", _done);
        Assert.Contains("start webapp-3", _done);
    }

    [Fact]
    public async Task RunAsync_OneReplica_IsRefusedWithTheCommandToUse()
    {
        await RefusedAsync(
            "'webapp-1' is the only replica, so a rolling restart would throw everybody out. Run the app with --replicas 2 or more, or throw them out with 'restart webapp-1'.",
            Replica(1));
    }

    [Theory]
    [InlineData(ReplicaCondition.Down)]
    [InlineData(ReplicaCondition.NotReady)]
    internal async Task RunAsync_OneOfThreeReady_IsRefused(ReplicaCondition others)
    {
        await RefusedAsync(
            "1 of 3 replicas is ready, so a rolling restart would throw everybody out. Bring up another one first, with 'restart webapp-2'.",
            Replica(1), Replica(2, others), Replica(3, others));
    }

    [Fact]
    public async Task RunAsync_AnotherOneRuns_IsRefusedUntilThatIsDone()
    {
        var first = Replica(1);
        var second = Replica(2);
        first.WhileDraining = async () =>
            Assert.Equal(
                "A rolling restart is running already. Wait until it is done.",
                (await Assert.ThrowsAsync<DistributedApplicationException>(() => RestartAsync(first, second))).Message);
        await RestartAsync(first, second);
        first.WhileDraining = () => Task.CompletedTask;

        await RestartAsync(first, second);

        Assert.Equal(2, _done.Count(what => what == "start webapp-2"));
    }

    [Fact]
    public async Task RunAsync_ReplicaDoesNotComeBack_StopsThereAndNamesIt()
    {
        var broken = new FakeReplica("webapp-2", _done) { StartProblem = "Replica 'webapp-2' failed to start." };

        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => RestartAsync(Replica(1), broken, Replica(3), Replica(4)));

        Assert.Equal("The rolling restart has stopped at 'webapp-2': Replica 'webapp-2' failed to start. webapp-3, webapp-4 have not been touched.", problem.Message);
        Assert.DoesNotContain(_done, what => what.EndsWith("webapp-3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_DrainIsRefused_StopsThereAndTheReplicaGoesOn()
    {
        var busy = new FakeReplica("webapp-2", _done) { DrainProblem = "It drains already." };

        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => RestartAsync(Replica(1), busy));

        Assert.Equal("The rolling restart has stopped at 'webapp-2': It drains already.", problem.Message);
        Assert.DoesNotContain("stop webapp-2", _done);
    }

    [Fact]
    public async Task RunAsync_TheOthersDieMeanwhile_TheLastOneIsNotTaken()
    {
        var first = new FakeReplica("webapp-1", _done) { ConditionAfterStart = ReplicaCondition.NotReady };

        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => RestartAsync(first, Replica(2)));

        Assert.StartsWith("The rolling restart has stopped at 'webapp-2': No replica but 'webapp-2' is ready", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("drain webapp-2", _done);
    }

    private async Task RefusedAsync(string message, params IReplica[] all)
    {
        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => RestartAsync(all));

        Assert.Equal(message, problem.Message);
        Assert.Empty(_done);
    }

    private Task<DrainReport> RestartAsync(params IReplica[] all) => new RollingRestart(all, _departures, NullLogger.Instance).RunAsync(CancellationToken.None);

    private FakeReplica Replica(int number, ReplicaCondition condition = ReplicaCondition.Ready) => new($"webapp-{number}", _done) { Condition = condition };
}
