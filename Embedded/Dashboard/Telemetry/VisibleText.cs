using System.Buffers;
using System.Globalization;
using System.Text;

namespace Embedded.Dashboard.Telemetry;

/// <summary>
/// Text from elsewhere, made harmless and honest: what would move a cursor, change colours or turn the direction of reading is
/// written out in place of being done.
/// </summary>
internal static class VisibleText
{
    private const char PictureOfNull = '\u2400';
    private const char Delete = '\u007f';
    private const char PictureOfDelete = '\u2421';
    private const char Cut = '…';

    // Line breaks are among them: those that stay, stay by a rule below.
    private static readonly SearchValues<char> Unshown = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(IsUnshown)]);

    /// <summary>For names, keys and titles: on one line.</summary>
    public static string Line(string text, int length) => Show(text, length, keepsLines: false);

    /// <summary>For messages and values: line breaks and tabs stay.</summary>
    public static string Block(string text, int length) => Show(text, length, keepsLines: true);

    private static string Show(string text, int length, bool keepsLines)
    {
        var isCut = text.Length > length;
        var shown = isCut ? text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length) : text;
        if (!shown.ContainsAny(Unshown))
        {
            return isCut ? $"{shown}{Cut}" : text;
        }

        var written = new StringBuilder(shown.Length + 16);
        for (var i = 0; i < shown.Length; i++)
        {
            Write(written, shown, i, keepsLines);
        }
        return (isCut ? written.Append(Cut) : written).ToString();
    }

    private static void Write(StringBuilder written, ReadOnlySpan<char> text, int index, bool keepsLines)
    {
        var character = text[index];
        var isEndOfLine = character == '\r' && index + 1 < text.Length && text[index + 1] == '\n';
        _ = character switch
        {
            '\n' or '\t' when keepsLines => written.Append(character),
            '\r' when isEndOfLine => written,
            < ' ' => written.Append((char)(PictureOfNull + character)),
            Delete => written.Append(PictureOfDelete),
            _ when IsUnshown(character) => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            _ => written.Append(character),
        };
    }

    private static bool IsUnshown(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        && character is not ('\u200c' or '\u200d');
}
