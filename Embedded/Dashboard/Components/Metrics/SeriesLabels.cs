using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Metrics;

namespace Embedded.Dashboard.Components.Metrics;

/// <summary>Names the series of an instrument by what tells them apart.</summary>
internal static class SeriesLabels
{
    private const int ShortInstance = 8;

    public static string[] Of(IReadOnlyList<MetricSeries> series)
    {
        var telling = series.SelectMany(one => one.Tags).Select(tag => tag.Key).Distinct()
            .Where(key => series.Select(one => one.Tags.ValueOf(key)).Distinct().Count() > 1).ToArray();
        var restarted = series.GroupBy(one => one.Source.Name)
            .Where(group => group.Select(one => one.Source.Instance).Distinct().Count() > 1).Select(group => group.Key).ToHashSet();
        return [.. series.Select(one => string.Join(" · ", Parts(one, telling, restarted.Contains(one.Source.Name))))];
    }

    private static IEnumerable<string> Parts(MetricSeries series, string[] telling, bool wasRestarted)
    {
        yield return series.Source.Name;
        if (wasRestarted)
        {
            yield return series.Source.Instance is { Length: > ShortInstance } instance ? $"{instance[..ShortInstance]}…" : series.Source.Instance;
        }
        foreach (var key in telling)
        {
            if (series.Tags.ValueOf(key) is { } value)
            {
                yield return value;
            }
        }
    }
}
