using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Dashboard;

/// <summary>How soon a page shows lines, and whether it reacts meanwhile.</summary>
/// <param name="Rate">Lines a second.</param>
/// <param name="Seen">How long each marked line took to the page, in milliseconds.</param>
/// <param name="NotSeen">Marked lines that never stood there.</param>
/// <param name="LongestStandstill">The longest time in which the page's script did not come to its turn, in milliseconds.</param>
internal sealed record PageDelay(int Rate, double[] Seen, int NotSeen, double LongestStandstill)
{
    public double P99 => Percentile.Of(Seen, 99);
}
