namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>What one series of an instrument is told by: its process, and its attributes in whatever order they came.</summary>
internal readonly struct SeriesKey : IEquatable<SeriesKey>
{
    private readonly string _source;
    private readonly string _instance;
    private readonly Tag[] _tags;

    private SeriesKey(string source, string instance, Tag[] tags) => (_source, _instance, _tags) = (source, instance, tags);

    // The texts are those of the tags: there is no second copy of them.
    public static SeriesKey Of(TelemetrySource source, Tag[] tags) =>
        new(source.Name, source.Instance, tags.Length < 2 ? tags : [.. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)]);

    public bool Equals(SeriesKey other) => _source == other._source && _instance == other._instance && _tags.AsSpan().SequenceEqual(other._tags);

    public override bool Equals(object? obj) => obj is SeriesKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_source);
        hash.Add(_instance);
        foreach (var tag in _tags)
        {
            hash.Add(tag);
        }
        return hash.ToHashCode();
    }
}
