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
    public void Of_KindsOfAReplica_HitThatOfEachUserAndOfNoOther() =>
        Assert.Equal([1, 2, 3], FaultOrder.Of(1, 200, [FaultKind.Kill, FaultKind.Drain, FaultKind.Stall], 3).Select(fault => fault.User).Distinct().Order());

    [Fact]
    public void Describe_EachKind_SaysWhatIsDone() => Assert.Equal(
        ["kills webapp-2", "drains webapp-2 and starts it again", "restarts all replicas, one after the other", "lets Redis stand still for 3 s",
            "kills webapp-2, and lets Redis stand still for 3 s from then on", "restarts the gateway"],
        FaultKinds.All.Select(kind => new Fault(kind, User: 1, Seconds: 3).Describe("webapp-2")));

    [Fact]
    public void Of_Pauses_LastTwoToFiveSeconds() =>
        Assert.Equal([2, 3, 4, 5], FaultOrder.Of(1, 200, [FaultKind.Pause], 3).Select(fault => fault.Seconds).Distinct().Order());

    [Fact]
    public void Of_OneKind_HasNoOther() => Assert.All(FaultOrder.Of(1, 20, [FaultKind.Gateway], 1), fault => Assert.Equal(new Fault(FaultKind.Gateway), fault));
}
