using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Commands.Capacity;

namespace BlazorAspire.Tests.LoadTest.Commands.Capacity;

public sealed class CapacityPlanTests
{
    private static readonly CapacityNeeds Needs = new(Users: 5000, CircuitKilobytes: 250, StateKilobytes: 4, Headroom: 30, ReplicaMegabytes: 1024, BaseMegabytes: 150, Spares: 1);

    [Fact]
    public void For_UsersOfSeveralReplicas_IsEnoughForAllOfThem()
    {
        var plan = CapacityPlan.For(Needs);

        // 874 MB / 325 KB; 5000 / 2753 is 2, and one that may be away; 5000 x 4 KB x 1.3 is 26 MB; 5000 + 3 x 2 x 5.
        Assert.Equal(new CapacityPlan(2753, 3, 1221, 1587, 3072, 90, 5030, 6), plan);
    }

    [Fact]
    public void For_TheReferenceFigures_GivesTheReferenceResult() =>
        Assert.Equal(1334, CapacityPlan.For(Needs with { CircuitKilobytes = 273, Headroom = 0 }).CircuitsMegabytes);

    [Theory]
    [InlineData(2753, 2)]
    [InlineData(2754, 3)]
    [InlineData(1, 2)]
    public void For_AFullReplica_AddsOneForTheNextUser(int users, int replicas) => Assert.Equal(replicas, CapacityPlan.For(Needs with { Users = users }).Replicas);

    [Theory]
    [InlineData(900, 1)]
    [InlineData(985, 2)]
    [InlineData(9_900, 10)]
    [InlineData(10_000, 20)]
    [InlineData(99_000, 100)]
    [InlineData(100_001, 200)]
    [InlineData(990_000, 1000)]
    public void For_Connections_TakesTheNextSizeThatIsOffered(int users, int units) => Assert.Equal(units, CapacityPlan.For(Needs with { Users = users }).SignalRUnits);

    [Fact]
    public void For_MoreThanAnInstanceHolds_NamesNoSize() => Assert.Null(CapacityPlan.For(Needs with { Users = 1_000_000 }).SignalRUnits);

    [Fact]
    public void For_TheLargestFigures_DoesNotOverflow()
    {
        var plan = CapacityPlan.For(new CapacityNeeds(10_000_000, 1_000_000, 100_000, 1000, 4_000_000, 0, 1000));

        // 4,000,000 MB / (1,000,000 KB x 11) is 372 users a replica, and 1,000 replicas may be away.
        Assert.Equal(107_421_875_000, plan.CircuitsWithHeadroomMegabytes);
        Assert.Equal(27_882, plan.Replicas);
    }

    [Fact]
    public void For_AReplicaWithoutRoom_SaysWhatToRaise()
    {
        var problem = Assert.Throws<MeasurementException>(() => CapacityPlan.For(Needs with { ReplicaMegabytes = 150 }));

        Assert.Contains("Raise --replica-mb.", problem.Message, StringComparison.Ordinal);
    }
}
