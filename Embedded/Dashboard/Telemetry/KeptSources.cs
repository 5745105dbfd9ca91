namespace Embedded.Dashboard.Telemetry;

/// <summary>The processes that the kept things are from: their names for a page to choose from, and the memory that they take, each once. Not safe for threads.</summary>
internal sealed class KeptSources
{
    private readonly Dictionary<TelemetrySource, int> _counts = new(ReferenceEqualityComparer.Instance);

    /// <summary>About what they take of memory.</summary>
    public long Bytes { get; private set; }

    public string[] Names => [.. _counts.Keys.Select(source => source.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];

    public void Add(TelemetrySource source)
    {
        var count = _counts.GetValueOrDefault(source);
        _counts[source] = count + 1;
        Bytes += count == 0 ? source.Bytes : 0;
    }

    public void Remove(TelemetrySource source)
    {
        if (--_counts[source] == 0)
        {
            _counts.Remove(source);
            Bytes -= source.Bytes;
        }
    }
}
