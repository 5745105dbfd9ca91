using System.Text.RegularExpressions;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Components;
using BlazorAspire.Tests.WebApp.Cluster;

namespace BlazorAspire.Tests.WebApp.Components;

public class ClusterTableTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Table_ThreeReplicas_HasARowForEachWithItsStateInWords()
    {
        var html = await RenderAsync(
            Heartbeats.Of("webapp-1", Now, circuits: 8),
            Heartbeats.Of("webapp-2", Now, circuits: 4, waiting: 2, stopping: true),
            Heartbeats.Of("webapp-3", Now.AddSeconds(-30)));

        var rows = Rows(html);
        Assert.Equal(3, rows.Length);
        Assert.Contains("<span>Ready</span>", rows[0], StringComparison.Ordinal);
        Assert.Contains("<span>Draining</span>", rows[1], StringComparison.Ordinal);
        Assert.Contains("+2 disconnected", System.Net.WebUtility.HtmlDecode(rows[1]), StringComparison.Ordinal);
        Assert.Contains("<span>Lost for 30 s</span>", rows[2], StringComparison.Ordinal);
        Assert.All(rows, row => Assert.Contains("<svg class=\"icon", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Table_SeveralReplicas_MarksTheOneThatServesThisPageOnly()
    {
        var rows = Rows(await RenderAsync(Heartbeats.Of("webapp-1", Now), Heartbeats.Of("webapp-2", Now)));

        Assert.Contains("You are here", rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain("You are here", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_CircuitBars_CompareWithTheFullestReplica()
    {
        var rows = Rows(await RenderAsync(Heartbeats.Of("webapp-1", Now, circuits: 8), Heartbeats.Of("webapp-2", Now, circuits: 4)));

        Assert.Matches("""share-fill"[^>]*width="100" """.TrimEnd(), rows[0]);
        Assert.Matches("""share-fill"[^>]*width="50" """.TrimEnd(), rows[1]);
    }

    [Fact]
    public async Task Table_FiguresOfUsers_AreShownAndAnOldReplicaHasNone()
    {
        var told = Heartbeats.Of("webapp-1", Now) with { BytesPerCircuit = 300 * 1024, LatencyMedian = 3.25, LatencyP95 = 120 };

        var rows = Rows(await RenderAsync(told, Heartbeats.Of("webapp-2", Now)));

        Assert.Matches("More than planned:</span></span>\\s*300 KB", rows[0]);
        Assert.Contains(">3.25, 120 ms<", rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain("More than planned", rows[1], StringComparison.Ordinal);
        Assert.Contains("data-testid=\"cluster-latency\">&#x2013;<", Regex.Replace(rows[1], " b-[a-z0-9]+", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_NameWithMarkup_IsShownAsText()
    {
        var html = await RenderAsync(Heartbeats.Of("<script>alert(1)</script>", Now));

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClusterView.Whole, "2 replicas ready, 3 circuits open.")]
    [InlineData(ClusterView.RedisAway, "Redis does not answer.")]
    [InlineData(ClusterView.Alone, "No Redis is configured.")]
    public async Task Summary_EachView_SaysItInWords(ClusterView view, string expected)
    {
        var snapshot = ClusterSnapshot.Of(view,
            [Heartbeats.Of("webapp-1", Now, circuits: 1), Heartbeats.Of("webapp-2", Now, circuits: 2), Heartbeats.Of("webapp-3", Now.AddSeconds(-30), circuits: 9)],
            "webapp-1", Now);

        var html = await ComponentRenderer.RenderAsync<ClusterSummary>("", ("Snapshot", snapshot));

        Assert.Contains(expected, html, StringComparison.Ordinal);
    }

    private static Task<string> RenderAsync(params ReplicaHeartbeat[] heartbeats) =>
        ComponentRenderer.RenderAsync<ClusterTable>("", ("Snapshot", ClusterSnapshot.Of(ClusterView.Whole, heartbeats, "webapp-1", Now)));

    private static string[] Rows(string html) => html.Split("data-testid=\"cluster-row\"")[1..];
}
