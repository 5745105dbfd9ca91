namespace BlazorAspire.Tests.Support;

/// <summary>The end of what a process wrote, to be shown when it fails.</summary>
internal sealed class LastLines
{
    private const int Max = 15;
    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Max)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join(Environment.NewLine, _lines.Select(l => $"  {l}"));
        }
    }
}
