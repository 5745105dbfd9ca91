using Microsoft.Extensions.Options;

namespace Embedded.Dashboard.Telemetry.Logs;

/// <summary>The newest log entries of every process.</summary>
internal sealed class LogStore(IOptions<TelemetryLimits> limits)
{
    private readonly Lock _lock = new();
    private readonly NumberedRing<LogEntry> _entries = new();
    private readonly KeptSources _sources = new();
    private readonly int _most = limits.Value.LogEntries;
    private readonly long _mostBytes = limits.Value.LogMegabytes * 1024L * 1024L;
    private long _bytes;
    private long _refused;

    public ChangeSignal Changes { get; } = new();

    /// <summary>The names of the processes that kept entries are from.</summary>
    public string[] Sources
    {
        get
        {
            lock (_lock)
            {
                return _sources.Names;
            }
        }
    }

    public LogCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new LogCounts(_entries.Count, _entries.First, _refused);
            }
        }
    }

    /// <param name="refused">Entries that came with these and could not be taken.</param>
    public void Add(IReadOnlyList<LogEntry> batch, long refused = 0)
    {
        lock (_lock)
        {
            _refused += refused;
            foreach (var entry in batch)
            {
                entry.Number = _entries.Next;
                _entries.Add(entry);
                _sources.Add(entry.Source);
                _bytes += entry.Bytes;
            }
            DropNeedsLock();
        }
        Changes.Raise();
    }

    /// <summary>Adds to <paramref name="found"/> the entries from <paramref name="number"/> on that the filter takes. Gives the number to go on from.</summary>
    public long Read(long number, LogFilter filter, List<LogEntry> found)
    {
        LogEntry[] newer;
        lock (_lock)
        {
            var from = Math.Max(number, _entries.First);
            newer = new LogEntry[_entries.Next - from];
            for (var i = 0; i < newer.Length; i++)
            {
                newer[i] = _entries[from + i];
            }
            number = _entries.Next;
        }
        found.AddRange(newer.Where(filter.Takes));
        return number;
    }

    private void DropNeedsLock()
    {
        while (_entries.Count > _most || (_bytes + _sources.Bytes > _mostBytes && _entries.Count > 1))
        {
            var dropped = _entries.RemoveFirst();
            _sources.Remove(dropped.Source);
            _bytes -= dropped.Bytes;
        }
    }
}
