using Embedded.Dashboard.Telemetry.Metrics;

namespace Embedded.Dashboard.Circuits;

internal static class CountedSince
{
    /// <summary>What a counter has counted after a moment. A total that shrinks has begun anew.</summary>
    public static double Of(NumberSeries series, DateTimeOffset from)
    {
        var points = series.Points;
        var counted = 0.0;
        for (var i = 1; i < points.Length; i++)
        {
            if (points[i].At > from)
            {
                var added = points[i].Value - points[i - 1].Value;
                counted += added < 0 ? points[i].Value : added;
            }
        }
        return counted;
    }
}
