using BlazorAspire.WebApp.Cluster;

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

    [Fact]
    public void Of_SeveralReplicas_AreInTheOrderPeopleCountAndOneIsHere()
    {
        string[] names = ["webapp-10", "webapp-2", "canary", "webapp-1"];

        var snapshot = ClusterSnapshot.Of(ClusterView.Whole, names.Select(name => Heartbeats.Of(name, Now)), "webapp-2", Now);

        Assert.Equal(["canary", "webapp-1", "webapp-2", "webapp-10"], snapshot.Replicas.Select(replica => replica.Heartbeat.Name));
        Assert.Equal("webapp-2", Assert.Single(snapshot.Replicas, replica => replica.IsHere).Heartbeat.Name);
    }
}
