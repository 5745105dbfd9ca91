using System.Globalization;

namespace BlazorAspire.Circuits;

/// <summary>Figures as people read them.</summary>
public static class DisplayFormat
{
    /// <summary>Two units at most: "42 s", "3 min 07 s", "2 h 05 min", "4 d 03 h".</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 0 } => "0 s",
        { TotalMinutes: < 1 } => Text($"{span.Seconds} s"),
        { TotalHours: < 1 } => Text($"{span.Minutes} min {span.Seconds:00} s"),
        { TotalDays: < 1 } => Text($"{span.Hours} h {span.Minutes:00} min"),
        _ => Text($"{span.Days} d {span.Hours:00} h"),
    };

    /// <summary>Three digits are enough: "0.84", "12.3", "250".</summary>
    public static string Milliseconds(double? value) => value switch
    {
        null => "–",
        < 10 => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0", CultureInfo.InvariantCulture),
    };

    public static string Megabytes(long bytes) => Text($"{bytes / 1_048_576.0:0} MB");

    /// <summary>"212 KB"; a dash where it is not known.</summary>
    public static string Kilobytes(long? bytes) => bytes is { } known ? Text($"{known / 1024.0:0} KB") : "–";

    public static string Count(long number, string one, string many) => Text($"{number} {(number == 1 ? one : many)}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
