using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.State;

namespace BlazorAspire.Tests.WebApp.Cluster;

public class ClusterSnapshotTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, false, ReplicaState.Ready)]
    [InlineData(10, false, ReplicaState.Ready)]
    [InlineData(11, false, ReplicaState.Lost)]
    [InlineData(2, true, ReplicaState.Stopping)]
    [InlineData(11, true, ReplicaState.Lost)]
    public void Of_Heartbeat_StateFollowsItsAgeAndWord(int secondsAgo, bool stopping, ReplicaState expected)
    {
        var snapshot = ClusterSnapshot.Of(ClusterView.Whole, [Heartbeats.Of("webapp-1", Now.AddSeconds(-secondsAgo), stopping: stopping)], "webapp-2", Now);

        Assert.Equal(expected, Assert.Single(snapshot.Replicas).State);
    }

    [Theory]
    [InlineData(2, 42, 3.0)]
    [InlineData(2, 43, null)]
    [InlineData(0, 42, 0.5)]
    public void Of_HeartbeatAfterAnother_TellsTheSaveRateOfTheSameProcess(int secondsLater, int process, double? expected)
    {
        static ReplicaHeartbeat Beat(int process, DateTimeOffset at, long saves) =>
            Heartbeats.Of("webapp-1", at) with { ProcessId = process, State = new StateTotals(saves, 0, 0, 0, 0) };

        var first = ClusterSnapshot.Of(ClusterView.Whole, [Beat(42, Now.AddSeconds(-2), saves: 9)], "webapp-1", Now);
        var before = ClusterSnapshot.Of(ClusterView.Whole, [Beat(42, Now, saves: 10)], "webapp-1", Now, first);
        var snapshot = ClusterSnapshot.Of(ClusterView.Whole, [Beat(process, Now.AddSeconds(secondsLater), saves: secondsLater == 0 ? 10 : 16)], "webapp-1", Now, before);

        Assert.Equal(expected, Assert.Single(snapshot.Replicas).SavesPerSecond);
    }

    [Fact]
    public void Of_ReplicaOfAVersionThatTellsNoState_HasNoSaveRate()
    {
        var before = ClusterSnapshot.Of(ClusterView.Whole, [Heartbeats.Of("webapp-1", Now.AddSeconds(-2))], "webapp-1", Now);

        var snapshot = ClusterSnapshot.Of(ClusterView.Whole, [Heartbeats.Of("webapp-1", Now)], "webapp-1", Now, before);

        Assert.Null(Assert.Single(snapshot.Replicas).SavesPerSecond);
    }

    [Fact]
    public void Of_SeveralReplicas_AreInTheOrderPeopleCountAndOneIsHere()
    {
        string[] names = ["webapp-10", "webapp-2", "canary", "webapp-1"];

        var snapshot = ClusterSnapshot.Of(ClusterView.Whole, [.. names.Select(name => Heartbeats.Of(name, Now))], "webapp-2", Now);

        Assert.Equal(["canary", "webapp-1", "webapp-2", "webapp-10"], snapshot.Replicas.Select(replica => replica.Heartbeat.Name));
        Assert.Equal("webapp-2", Assert.Single(snapshot.Replicas, replica => replica.IsHere).Heartbeat.Name);
    }
}
