using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>A time as people type it: <c>250ms</c>, <c>1.5s</c>, <c>10m</c>, <c>1h</c>.</summary>
internal static partial class DurationText
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1000);

    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        if (Form().Match(text) is not { Success: true } match)
        {
            return false;
        }
        var milliseconds = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * match.Groups["unit"].Value switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            _ => 3_600_000,
        };
        if (milliseconds > Longest.TotalMilliseconds)
        {
            return false;
        }
        time = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    public static TimeSpan Parse(string text) => TryParse(text, out var time) ? time : throw new FormatException($"'{text}' is no time.");

    [GeneratedRegex(@"^(?<number>\d{1,9}(\.\d{1,6})?)(?<unit>ms|s|m|h)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
