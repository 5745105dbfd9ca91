using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;

namespace BlazorAspire.Tests.WebApp.Cluster;

public class ReplicaHeartbeatTests
{
    [Fact]
    public void TryParse_WhatToJsonWrote_IsEqual()
    {
        var sent = Heartbeats.Of("webapp-1", new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), circuits: 3, waiting: 1, stopping: true);

        Assert.True(ReplicaHeartbeat.TryParse(sent.ToJson(), out var received, out _));
        Assert.Equal(sent, received);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"name\":null,\"processId\":1}")]
    [InlineData("[1,2]")]
    [InlineData("not json")]
    public void TryParse_SomethingElse_IsFalseWithAReason(string text)
    {
        Assert.False(ReplicaHeartbeat.TryParse(text, out var heartbeat, out var reason));
        Assert.Null(heartbeat);
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void TryParse_OfAVersionThatTellsLess_IsReadWithoutIt()
    {
        const string Older = """
            {"name":"webapp-1","processId":1,"version":"0.1.0","startedAt":"2030-01-01T00:00:00+00:00","sentAt":"2030-01-01T00:00:05+00:00",
             "isStopping":false,"connectedCircuits":3,"waitingCircuits":1,"memoryBytes":1048576}
            """;

        Assert.True(ReplicaHeartbeat.TryParse(Older, out var heartbeat, out _));
        Assert.Equal((3, false, null, null), (heartbeat.ConnectedCircuits, heartbeat.IsFull, heartbeat.BytesPerCircuit, heartbeat.LatencyMedian));
        Assert.Equal((null, null, null, null, false), (heartbeat.State, heartbeat.Drain, heartbeat.Arrivals, heartbeat.RoundTrips, heartbeat.HasEnded));
    }

    [Fact]
    public void TryParse_OfAVersionThatTellsMore_IsReadWithoutThat()
    {
        var newer = Heartbeats.Of("webapp-1", DateTimeOffset.UnixEpoch).ToJson().Replace("{", "{\"moon\":\"full\",", StringComparison.Ordinal);

        Assert.True(ReplicaHeartbeat.TryParse(newer, out var heartbeat, out _));
        Assert.Equal("webapp-1", heartbeat.Name);
    }

    [Fact]
    public void TryParse_OfADrainWithArrivals_HasEachFigure()
    {
        var at = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var sent = Heartbeats.Of("webapp-1", at, stopping: true) with
        {
            RoundTrips = [1, 2, 3],
            State = new StateTotals(10, 1, 2, 3, 0),
            Drain = new DrainProgress(20, 12),
            Arrivals = [new Arrival("webapp-2", 7, at)],
            HasEnded = true,
        };

        Assert.True(ReplicaHeartbeat.TryParse(sent.ToJson(), out var received, out _));
        Assert.Equal((sent.State, sent.Drain, true), (received.State, received.Drain, received.HasEnded));
        Assert.Equal(sent.RoundTrips, received.RoundTrips);
        Assert.Equal(sent.Arrivals, received.Arrivals);
    }

    [Fact]
    public void TryParse_FiguresOfAVersionThatTellsOthers_AreReadAsFarAsTheyAreKnown()
    {
        var other = Heartbeats.Of("webapp-1", DateTimeOffset.UnixEpoch).ToJson()
            .Replace("\"state\":null", "\"state\":{\"saves\":5,\"moon\":1}", StringComparison.Ordinal)
            .Replace("\"drain\":null", "\"drain\":{\"users\":4,\"moved\":1,\"moon\":{}}", StringComparison.Ordinal);

        Assert.True(ReplicaHeartbeat.TryParse(other, out var heartbeat, out _));
        Assert.Equal((new StateTotals(5, 0, 0, 0, 0), new DrainProgress(4, 1)), (heartbeat.State, heartbeat.Drain));
    }

    [Fact]
    public void TryParse_NameIsNull_IsFalse()
    {
        var text = Heartbeats.Of("webapp-1", DateTimeOffset.UnixEpoch).ToJson().Replace("\"webapp-1\"", "null", StringComparison.Ordinal);

        Assert.False(ReplicaHeartbeat.TryParse(text, out _, out _));
    }
}
