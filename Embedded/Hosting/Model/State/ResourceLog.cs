namespace Aspire.Hosting.ApplicationModel;

/// <summary>The last lines of one resource. Who follows them asks again for what came after the last that it has, and sees by the numbers what it missed.</summary>
internal sealed class ResourceLog(TimeProvider time)
{
    public const int LongestLine = 16_384;
    private const int MostLines = 5_000;
    private const int MostCharacters = 8_000_000;
    private const int CharactersAtOnce = 1_000_000;
    private readonly Lock _lock = new();
    private readonly WrittenLine[] _lines = new WrittenLine[MostLines];
    private TaskCompletionSource _written = NewSignal();
    private int _count;
    private int _dropped;
    private int _characters;

    public LogLine Add(string text, bool isError)
    {
        lock (_lock)
        {
            while (_count - _dropped == MostLines || (_characters > MostCharacters && _dropped < _count))
            {
                DropNeedsLock();
            }
            var line = new LogLine(_count + 1, LogText.Clean(Cut(text)), isError);
            _lines[_count++ % MostLines] = new WrittenLine(line, time.GetUtcNow());
            _characters += line.Content.Length;
            _written.TrySetResult();
            return line;
        }
    }

    /// <summary>The lines that are kept of those after the given number, oldest first.</summary>
    public IReadOnlyList<WrittenLine> After(int number)
    {
        lock (_lock)
        {
            return LinesNeedsLock(number, MostLines, int.MaxValue);
        }
    }

    /// <summary>The same, but no more than fits well into one message; one line at least, where there is one.</summary>
    public IReadOnlyList<WrittenLine> SomeAfter(int number, int most)
    {
        lock (_lock)
        {
            return LinesNeedsLock(number, most, CharactersAtOnce);
        }
    }

    /// <summary>Completes when there is a line after the given number.</summary>
    public Task WrittenAfter(int number)
    {
        lock (_lock)
        {
            if (_count > number)
            {
                return Task.CompletedTask;
            }
            if (_written.Task.IsCompleted)
            {
                _written = NewSignal();
            }
            return _written.Task;
        }
    }

    private List<WrittenLine> LinesNeedsLock(int number, int most, int characters)
    {
        var lines = new List<WrittenLine>();
        for (var next = Math.Max(number, _dropped); next < _count && lines.Count < most && characters > 0; next++)
        {
            var line = _lines[next % MostLines];
            lines.Add(line);
            characters -= line.Line.Content.Length;
        }
        return lines;
    }

    private void DropNeedsLock()
    {
        ref var oldest = ref _lines[_dropped++ % MostLines];
        _characters -= oldest.Line.Content.Length;
        oldest = default;
    }

    private static string Cut(string text) => text.Length <= LongestLine ? text : $"{text.AsSpan(0, LongestLine)}…";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
