using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>A row of the tables in docs/configuration.md.</summary>
internal sealed partial record SettingRow(string Key, string Default, string Allowed)
{
    private const int Columns = 4;

    public static IReadOnlyList<SettingRow> ReadAll() =>
        [.. File.ReadLines(Repository.PathOf("docs", "configuration.md")).Select(Parse).OfType<SettingRow>()];

    public static object? Convert(string text, Type type) =>
        type == typeof(string) ? text : TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);

    /// <summary>The bounds of "1 to 100"; null where they are told in other words.</summary>
    public (object Min, object Max)? Range(Type type) => RangeText().Match(Allowed) is { Success: true } match
        ? (Convert(match.Groups["least"].Value, type)!, Convert(match.Groups["most"].Value, type)!)
        : null;

    // The key of a setting stands in backticks; the head of the table does not.
    private static SettingRow? Parse(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        return cells.Length == Columns + 2 && cells[1].StartsWith('`') ? new SettingRow(cells[1].Trim('`'), cells[2].Trim('`'), cells[3]) : null;
    }

    [GeneratedRegex(@"^(?<least>[\d.:]+) to (?<most>[\d.:]+)$")]
    private static partial Regex RangeText();
}
