namespace Aspire.Hosting.ApplicationModel;

internal sealed class ResourceLog
{
    private const int Kept = 5_000;
    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private int _count;

    public LogLine Add(string text, bool isError)
    {
        lock (_lock)
        {
            var line = new LogLine(++_count, LogText.Clean(text), isError);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
            return line;
        }
    }

    public IReadOnlyList<LogLine> Lines()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }
}
