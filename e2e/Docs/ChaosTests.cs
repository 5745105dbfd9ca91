using BlazorAspire.LoadTest.Chaos;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>docs/chaos.md holds every option of the command, every kind of fault, and the goals.</summary>
public sealed class ChaosTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "chaos.md"));
    private static readonly OptionTable Table = new("chaos.md", ChaosCommand.Options);

    [Fact]
    public void Options_InTheTable_AreThoseOfTheCommand() => Table.AssertIsThatOfTheCommand();

    [Fact]
    public void Kinds_OfFaults_AreAllDescribed() =>
        Assert.All(Fault.AllKinds, kind => Assert.Contains($"\n| `{Fault.NameOf(kind)}` | ", Document, StringComparison.Ordinal));

    [Fact]
    public void Goals_OfDowntimes_AreAllTold() => Assert.All(
        ChaosResult.DowntimeGoals, goal => Assert.Contains($"\n| downtime p99 of `{Fault.NameOf(goal.Kind)}` | at most {goal.Seconds} s |", Document, StringComparison.Ordinal));
}
