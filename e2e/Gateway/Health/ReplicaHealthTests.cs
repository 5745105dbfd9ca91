using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.Gateway.Health;

public sealed class ReplicaHealthTests
{
    private readonly Replica _replica = new("webapp-1", new Uri("http://127.0.0.1:1"));
    private readonly ReplicaHealth _health = new(
        Options.Create(new HealthOptions { ReadyAfter = 2, NotReadyAfter = 3, LateAfter = 2, DeadAfter = 2 }), NullLogger<ReplicaHealth>.Instance);

    [Fact]
    public void State_BeforeAnyProbe_IsNotReady() => Assert.Equal(ReplicaState.NotReady, _replica.State);

    [Theory]
    [InlineData(ReplicaState.Ready, 2)]
    [InlineData(ReplicaState.Dead, 2)]
    [InlineData(ReplicaState.Full, 1)]
    [InlineData(ReplicaState.Draining, 1)]
    internal void Observed_ThresholdReached_Changes(ReplicaState seen, int threshold)
    {
        Observe(seen, threshold - 1);
        Assert.Equal(ReplicaState.NotReady, _replica.State);

        Observe(seen, 1);
        Assert.Equal(seen, _replica.State);
    }

    [Fact]
    public void Observed_StreakBroken_StartsAgain()
    {
        Observe(ReplicaState.Ready, 2);
        Observe(ReplicaState.NotReady, 2);
        Observe(ReplicaState.Ready, 1);
        Observe(ReplicaState.NotReady, 2);
        Assert.Equal(ReplicaState.Ready, _replica.State);

        Observe(ReplicaState.NotReady, 1);
        Assert.Equal(ReplicaState.NotReady, _replica.State);
    }

    [Fact]
    public void Observed_LateProbes_ChangeNothingUntilThereAreEnoughInARow()
    {
        Observe(ReplicaState.Ready, 2);
        Observe(null, 1);
        Observe(ReplicaState.Ready, 1);
        Observe(null, 1);
        Assert.Equal(ReplicaState.Ready, _replica.State);

        Observe(null, 1);
        Assert.Equal(ReplicaState.NotReady, _replica.State);
    }

    [Fact]
    public void ConnectionFailed_ReadyReplica_IsDeadAtOnce()
    {
        Observe(ReplicaState.Ready, 2);

        _health.ConnectionFailed(_replica, "refused");

        Assert.Equal(ReplicaState.Dead, _replica.State);
    }

    [Fact]
    public void Observed_ReadyAfterDeath_ComesBack()
    {
        _health.ConnectionFailed(_replica, "refused");

        Observe(ReplicaState.Ready, 2);

        Assert.Equal(ReplicaState.Ready, _replica.State);
    }

    [Fact]
    public void Declared_ReadyReplica_ChangesAtOnceAndBackByProbes()
    {
        Observe(ReplicaState.Ready, 2);

        _health.Declared(_replica, ReplicaState.Draining);
        Assert.Equal(ReplicaState.Draining, _replica.State);

        Observe(ReplicaState.Ready, 1);
        Assert.Equal(ReplicaState.Draining, _replica.State);
        Observe(ReplicaState.Ready, 1);
        Assert.Equal(ReplicaState.Ready, _replica.State);
    }

    private void Observe(ReplicaState? seen, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _health.Observed(_replica, seen);
        }
    }
}
