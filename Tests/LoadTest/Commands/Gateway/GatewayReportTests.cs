using BlazorAspire.LoadTest.Commands.Gateway;

namespace BlazorAspire.Tests.LoadTest.Commands.Gateway;

public sealed class GatewayReportTests
{
    private static readonly GatewayArm Direct = new("direct", [Run(1000, 1.0, 2.0, 100), Run(2000, 1.0, 2.0, 100)], []);
    private static readonly GatewayArm Nginx = new("nginx", [Run(500, 1.1, 4.0, 90), Run(1000, 1.1, 4.0, 90)], [17, 18]);
    private static readonly GatewayArm Haproxy = new("HAProxy", [Run(600, 1.1, 4.0, 90), Run(1200, 1.1, 4.0, 90)], [6, 7]);

    [Fact]
    public void Of_GatewayThatReachesItsGoals_MeetsEach()
    {
        var result = Result(new GatewayArm("gateway", [Run(450, 1.2, 5.0, 88), Run(900, 1.2, 5.0, 88)], [18, 18]), []);

        Assert.Equal(
            """
            Clicks a second, of nginx: 0.90 [0.90 0.90], goal at least 0.90. Met.
            Clicks a second, of HAProxy: 0.75 [0.75 0.75], goal at least 0.85. Missed.
            Added p50 of a click in ms: 0.20 [0.20 0.20], goal at most 0.80. Met.
            p99 of a click, of nginx: 1.25 [1.25 1.25], goal at most 1.25. Met.
            Circuits started a second, of direct: 0.88 [0.88 0.88], goal at least 0.88. Met.
            Kilobytes for an idle WebSocket: 18.0 [18.0 18.0], goal at most 18.0. Met.
            Misroutes while replicas were added and removed: 0 [0 0], goal at most 0. Met.
            """.ReplaceLineEndings(), string.Join(Environment.NewLine, GatewayGoal.Of(result)));
        Assert.False(result.AreGoalsMet);
    }

    [Fact]
    public void Of_GatewayThatIsWorse_MissesEach()
    {
        var result = Result(new GatewayArm("gateway", [Run(100, 2.0, 6.0, 80), Run(100, 2.0, 6.0, 80)], [19, 19]), ["WebSocket of a:1 came to b:2"]);

        Assert.Equal(7, GatewayGoal.Of(result).Count());
        Assert.All(GatewayGoal.Of(result), goal => Assert.False(goal.IsMet));
    }

    [Fact]
    public void Of_ProxiesThatAreMissing_LeavesTheirGoalsOut()
    {
        var result = new GatewayResult([Direct, new GatewayArm("gateway", Direct.Runs, [10, 10])], null);

        Assert.Equal(["Added p50 of a click in ms", "Circuits started a second, of direct", "Kilobytes for an idle WebSocket"], GatewayGoal.Of(result).Select(goal => goal.What));
        Assert.True(result.AreGoalsMet);
    }

    [Fact]
    public void Render_OfAllArms_NamesEachAndTheMisroutes()
    {
        var report = GatewayReport.Render(Result(new GatewayArm("gateway", Nginx.Runs, [20, 21]), ["WebSocket of a:1 came to b:2"]), 32, 400, 2000);

        Assert.Contains("(medians of 2 rounds; least to most in brackets)", report, StringComparison.Ordinal);
        Assert.All(["direct ", "gateway ", "nginx ", "HAProxy "], arm => Assert.Contains($"\n{arm}", report.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        Assert.Contains("1 misroutes. WebSocket of a:1 came to b:2.", report, StringComparison.Ordinal);
        Assert.DoesNotContain("direct   0.0", report, StringComparison.Ordinal);
    }

    private static GatewayResult Result(GatewayArm gateway, string[] misroutes) => new([Direct, gateway, Nginx, Haproxy], new RoutingResult(10_000, 2, 5, misroutes));

    private static GatewayRun Run(double clicks, double p50, double p99, double starts) => new(clicks, 50, 40, 90, p50, p99, starts);
}
