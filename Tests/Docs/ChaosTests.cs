using BlazorAspire.LoadTest.Commands.Chaos;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>docs/chaos.md holds every option of the command, every kind of fault, and the goals.</summary>
public sealed class ChaosTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "chaos.md"));
    private static readonly OptionTable Table = new("chaos.md", ChaosOptions.All);

    [Fact]
    public void Options_InTheTable_AreThoseOfTheCommand() => Table.AssertIsThatOfTheCommand();

    [Fact]
    public void Options_WithLimits_HaveTheseLimits() => Table.AssertHasTheLimits(5);

    [Fact]
    public void Kinds_OfFaults_AreAllDescribed() =>
        Assert.All(FaultKinds.All, kind => Assert.Contains($"\n| `{FaultKinds.NameOf(kind)}` | ", Document, StringComparison.Ordinal));

    [Fact]
    public void Goals_OfBlackouts_AreAllTold() => Assert.All(
        ChaosGoal.All, goal => Assert.Contains($"\n| blackout p99 of `{FaultKinds.NameOf(goal.Kind)}` | at most {goal.Seconds} s |", Document, StringComparison.Ordinal));
}
