namespace Embedded.Dashboard.Telemetry;

/// <summary>Gives each process one object, so that what it sent can be told by reference.</summary>
internal sealed class SourceTable
{
    private const int Most = 1_000;
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, string Instance), TelemetrySource> _known = [];

    /// <summary>About what it holds of memory, whether or not anything else holds that too.</summary>
    public long Bytes { get; private set; }

    public TelemetrySource Get(string name, string instance, Tag[] tags)
    {
        lock (_lock)
        {
            if (_known.TryGetValue((name, instance), out var known) && known.Tags.AsSpan().SequenceEqual(tags))
            {
                return known;
            }

            var source = new TelemetrySource(name, instance, tags);
            Bytes += source.Bytes - (known?.Bytes ?? 0);
            if (_known.Count >= Most || Bytes > MostBytes)
            {
                _known.Clear();
                Bytes = source.Bytes;
            }
            return _known[(name, instance)] = source;
        }
    }
}
