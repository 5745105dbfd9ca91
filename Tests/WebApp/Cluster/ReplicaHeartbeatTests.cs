using BlazorAspire.WebApp.Cluster;

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
    public void TryParse_NameIsNull_IsFalse()
    {
        var text = Heartbeats.Of("webapp-1", DateTimeOffset.UnixEpoch).ToJson().Replace("\"webapp-1\"", "null", StringComparison.Ordinal);

        Assert.False(ReplicaHeartbeat.TryParse(text, out _, out _));
    }
}
