using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>A goal of the gateway, and what was measured.</summary>
/// <param name="Bound">What the median must reach, or not exceed.</param>
internal sealed record GatewayGoal(string What, string Format, double Bound, bool IsLeast, Spread Measured)
{
    public bool IsMet => IsLeast ? Measured.Median >= Bound : Measured.Median <= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{What}: {Measured.ToText(Format)}, goal at {(IsLeast ? "least" : "most")} {Bound.ToString(Format, CultureInfo.InvariantCulture)}. {GoalText.Of(IsMet)}");

    /// <summary>Those for which there are arms. The order is that of the arms in a round: each ratio is of figures of one round.</summary>
    public static IEnumerable<GatewayGoal> Of(GatewayResult result)
    {
        var own = result.Gateway;
        if (result.Nginx is { } nginx)
        {
            yield return new("Clicks a second, of nginx", "0.00", 0.90, true, own.Ratio(nginx, run => run.ClicksPerSecond));
        }
        if (result.Haproxy is { } haproxy)
        {
            yield return new("Clicks a second, of HAProxy", "0.00", 0.85, true, own.Ratio(haproxy, run => run.ClicksPerSecond));
        }
        yield return new("Added p50 of a click in ms", "0.00", 0.8, false, own.Against(result.Direct, run => run.P50, (with, without) => with - without));
        if (result.Nginx is { } same)
        {
            yield return new("p99 of a click, of nginx", "0.00", 1.25, false, own.Ratio(same, run => run.P99));
        }
        yield return new("Circuits started a second, of direct", "0.00", 0.88, true, own.Ratio(result.Direct, run => run.StartsPerSecond));
        yield return new("Kilobytes for an idle WebSocket", "0.0", 18, false, Spread.Of(own.IdleKilobytes));
        if (result.Routing is { } routing)
        {
            yield return new("Misroutes while replicas were added and removed", "0", 0, false, Spread.Of([routing.Misroutes.Count]));
        }
    }
}
