using BlazorAspire.LoadTest.Commands.Chaos;

namespace BlazorAspire.Tests.LoadTest.Commands.Chaos;

public sealed class FaultOrderTests
{
    [Fact]
    public void Of_OneSeed_IsTheSameEachTime() => Assert.Equal(FaultOrder.Of(7, 50, FaultKinds.All, 3), FaultOrder.Of(7, 50, FaultKinds.All, 3));

    [Fact]
    public void Of_AnotherSeed_IsAnother() => Assert.NotEqual(FaultOrder.Of(7, 50, FaultKinds.All, 3), FaultOrder.Of(8, 50, FaultKinds.All, 3));

    [Fact]
    public void Of_FewerFaultsThanBefore_AreTheFirstOfThem() => Assert.Equal(FaultOrder.Of(7, 50, FaultKinds.All, 3).Take(6), FaultOrder.Of(7, 6, FaultKinds.All, 3));

    [Fact]
    public void Of_EachRound_HasEachKindOnce() => Assert.All(
        FaultOrder.Of(1, 5 * FaultKinds.All.Count, FaultKinds.All, 3).Chunk(FaultKinds.All.Count),
        round => Assert.Equal(FaultKinds.All, round.Select(fault => fault.Kind).Order()));

    [Fact]
    public void Of_KindsOfAReplica_HitsEveryReplicaAndNoOther()
    {
        var hit = FaultOrder.Of(1, 200, [FaultKind.Kill, FaultKind.Drain, FaultKind.Stall], 3);

        Assert.Equal([1, 2, 3], hit.Select(fault => fault.Replica).Distinct().Order());
        Assert.Equal(["webapp-1", "webapp-2", "webapp-3"], hit.Select(fault => fault.ReplicaName).Distinct().Order());
    }

    [Fact]
    public void Of_Pauses_LastTwoToFiveSeconds() =>
        Assert.Equal([2, 3, 4, 5], FaultOrder.Of(1, 200, [FaultKind.Pause], 3).Select(fault => fault.Seconds).Distinct().Order());

    [Fact]
    public void Of_OneKind_HasNoOther() => Assert.All(FaultOrder.Of(1, 20, [FaultKind.Gateway], 1), fault => Assert.Equal(new Fault(FaultKind.Gateway), fault));
}
