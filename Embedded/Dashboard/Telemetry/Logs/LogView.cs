namespace Embedded.Dashboard.Telemetry.Logs;

/// <summary>What one page shows of the log, oldest first. It reads only what is new since the last time. Not safe for threads.</summary>
internal sealed class LogView(LogStore store)
{
    private List<LogEntry> _entries = [];
    private LogFilter _filter = new();
    private long _next;

    public IReadOnlyList<LogEntry> Entries => _entries;

    /// <summary>Entries that came since the last <see cref="Update"/>, whether the filter takes them or not.</summary>
    public long Newer
    {
        get
        {
            var counts = store.Counts;
            return counts.Dropped + counts.Kept - _next;
        }
    }

    public void Show(LogFilter filter)
    {
        if (filter != _filter)
        {
            _filter = filter;
            _entries = [];
            _next = 0;
        }
        Update();
    }

    public void Update()
    {
        _next = store.Read(_next, _filter, _entries);
        var oldest = store.Counts.Dropped;
        var gone = _entries.FindIndex(entry => entry.Number >= oldest);
        _entries.RemoveRange(0, gone < 0 ? _entries.Count : gone);
    }
}
