namespace Embedded.Dashboard.Telemetry;

/// <summary>Keeps one copy of texts that come again and again: keys, names, short values.</summary>
internal sealed class StringPool
{
    private const int Most = 20_000;
    private const int LongestKept = 128;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public string Get(string text)
    {
        if (text.Length is 0 or > LongestKept)
        {
            return text;
        }

        lock (_lock)
        {
            if (_texts.TryGetValue(text, out var known))
            {
                return known;
            }

            // A flood of different texts empties the pool; what comes often is soon back.
            if (_texts.Count >= Most)
            {
                _texts.Clear();
            }
            _texts.Add(text);
            return text;
        }
    }
}
