using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>A message that says which it is and when it was sent: <c>#number time#</c>, and then what makes it as long as others.</summary>
internal static class NumberedText
{
    private const byte Mark = (byte)'#';
    private const int Padding = 100;
    private static readonly string Rest = new('.', Padding);

    public static string Write(long number, long timestamp) => string.Create(CultureInfo.InvariantCulture, $"#{number} {timestamp}#{Rest}");

    /// <summary>Finds it in whatever stands around it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long number, out long timestamp)
    {
        (number, timestamp) = (0, 0);
        var start = text.IndexOf(Mark) + 1;
        var length = start > 0 ? text[start..].IndexOf(Mark) : -1;
        var inner = length > 0 ? text.Slice(start, length) : default;
        var gap = inner.IndexOf((byte)' ');
        return gap > 0
            && long.TryParse(Encoding.UTF8.GetString(inner[..gap]), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && long.TryParse(Encoding.UTF8.GetString(inner[(gap + 1)..]), NumberStyles.None, CultureInfo.InvariantCulture, out timestamp);
    }
}
