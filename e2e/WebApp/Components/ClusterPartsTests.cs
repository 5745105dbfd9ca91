using System.Net;
using System.Text.RegularExpressions;
using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Components;
using BlazorAspire.Circuits.Latency;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.AspNetCore.Components;

namespace BlazorAspire.Tests.WebApp.Components;

public class ClusterPartsTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Moves_NobodyMoved_SaysSo() =>
        Assert.Contains("No user has moved in the last 5 minutes.", await RenderAsync<ClusterMoves>(Heartbeats.Of("webapp-1", Now)), StringComparison.Ordinal);

    [Fact]
    public async Task Moves_ReplicaIsDraining_TellsHowManyMovedAndWhere()
    {
        var text = await RenderAsync<ClusterMoves>(
            Heartbeats.Of("webapp-1", Now, circuits: 8, stopping: true) with { Drain = new DrainProgress(20, 12) },
            Heartbeats.Of("webapp-2", Now) with { Arrivals = [new Arrival("webapp-1", 7, Now.AddSeconds(-3))] },
            Heartbeats.Of("webapp-3", Now) with { Arrivals = [new Arrival("webapp-1", 5, Now.AddSeconds(-1))] });

        Assert.Contains("webapp-1 is draining 12 of 20 users moved: 7 to webapp-2, 5 to webapp-3", text, StringComparison.Ordinal);
        Assert.Contains("webapp-1 webapp-2 7 3 s ago webapp-1 webapp-3 5 1 s ago", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "webapp-1 is drained and stopped 2 of 2 users moved")]
    [InlineData(1, "webapp-1 is stopped 1 of 2 users moved, 1 left at the deadline")]
    public async Task Moves_ReplicaHasEnded_KeepsItsOutcome(int moved, string expected) =>
        Assert.Contains(expected, await RenderAsync<ClusterMoves>(Heartbeats.Of("webapp-1", Now, stopping: true) with { Drain = new DrainProgress(2, moved), HasEnded = true }), StringComparison.Ordinal);

    [Fact]
    public async Task Moves_DrainingReplicaOfAVersionThatDoesNotTell_IsLeftOut() =>
        Assert.DoesNotContain("draining", await RenderAsync<ClusterMoves>(Heartbeats.Of("webapp-1", Now, stopping: true)), StringComparison.Ordinal);

    [Fact]
    public async Task Latency_RoundTripsOfTwoReplicas_DrawsTheSumAndSaysItInWords()
    {
        var html = await HtmlAsync<ClusterLatency>(
            Heartbeats.Of("webapp-1", Now) with { RoundTrips = [40, 10, 0, 0, 0, 0, 0, 0] },
            Heartbeats.Of("webapp-2", Now) with { RoundTrips = [40, 0, 0, 0, 0, 0, 0, 10] },
            Heartbeats.Of("webapp-3", Now.AddSeconds(-30)) with { RoundTrips = [0, 0, 0, 0, 0, 0, 0, 900] });

        Assert.Contains("100 round trips in the last minute: half within 5 ms, 95 of 100 over 500 ms.", TextOf(html), StringComparison.Ordinal);
        Assert.Contains("height=\"80%\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-expanded=\"false\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latency_NothingMeasured_SaysSo() =>
        Assert.Contains("No page has confirmed a change in the last minute.", await RenderAsync<ClusterLatency>(Heartbeats.Of("webapp-1", Now)), StringComparison.Ordinal);

    [Fact]
    public async Task LatencyTable_Histogram_HasEachRangeInWords()
    {
        var text = TextOf(await ComponentRenderer.RenderAsync<LatencyHistogramTable>("", ("Histogram", new LatencyHistogram([[3, 0, 0, 0, 0, 0, 0, 1]]))));

        Assert.Contains("up to 5 3 75.0 up to 10 0 0.0", text, StringComparison.Ordinal);
        Assert.EndsWith("over 500 1 25.0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SavedState_SeveralReplicas_HasEachAndTheSum()
    {
        var text = await RenderAsync<ClusterSavedState>(
            Heartbeats.Of("webapp-1", Now) with { State = new StateTotals(1200, 1, 0, 4, 0) },
            Heartbeats.Of("webapp-2", Now) with { State = new StateTotals(300, 0, 2, 1, 0) },
            Heartbeats.Of("webapp-3", Now));

        Assert.Contains("0 circuits lost", text, StringComparison.Ordinal);
        Assert.Contains("webapp-1 0 0 1 1,200 – 4 webapp-2 0 2 0 300 – 1 webapp-3 – – – – – – All 0 2 1 1,500 – 5", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SavedState_LostOnAReplicaThatHasEnded_CountsAndHasItsIcon()
    {
        var html = await HtmlAsync<ClusterSavedState>(Heartbeats.Of("webapp-1", Now) with { State = new StateTotals(1, 0, 0, 0, 1), HasEnded = true });

        Assert.Contains("1 circuit lost", html, StringComparison.Ordinal);
        Assert.Contains("icon-bad", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SavedState_NobodyTells_DoesNotClaimThatNothingIsLost() =>
        Assert.DoesNotContain("circuits lost", await RenderAsync<ClusterSavedState>(Heartbeats.Of("webapp-1", Now)), StringComparison.Ordinal);

    private static async Task<string> RenderAsync<TPart>(params ReplicaHeartbeat[] heartbeats) where TPart : IComponent => TextOf(await HtmlAsync<TPart>(heartbeats));

    private static Task<string> HtmlAsync<TPart>(params ReplicaHeartbeat[] heartbeats) where TPart : IComponent =>
        ComponentRenderer.RenderAsync<TPart>("", ("Snapshot", ClusterSnapshot.Of(ClusterView.Whole, heartbeats, "webapp-1", Now)));

    /// <summary>What a reader reads, with one space between any two words.</summary>
    private static string TextOf(string html) => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", " ")), @"\s+", " ").Trim();
}
