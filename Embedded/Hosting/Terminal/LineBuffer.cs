using System.Text;

namespace Embedded.Hosting.Terminal;

/// <summary>Cuts bytes into lines. Of a line that no person would type the beginning is kept.</summary>
internal sealed class LineBuffer
{
    public const int LongestLine = 1024;
    private readonly List<byte> _line = [];

    public IReadOnlyList<string> Add(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        foreach (var value in bytes)
        {
            if (value == '\n')
            {
                lines.Add(Take());
            }
            else if (_line.Count < LongestLine)
            {
                _line.Add(value);
            }
        }
        return lines;
    }

    /// <summary>What stands behind the last line break.</summary>
    public IReadOnlyList<string> End() => _line.Count == 0 ? [] : [Take()];

    private string Take()
    {
        var line = Encoding.UTF8.GetString([.. _line]).TrimEnd('\r');
        _line.Clear();
        return line;
    }
}
