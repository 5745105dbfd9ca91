using System.Globalization;

namespace Embedded.Dashboard.Components;

/// <summary>Figures and times as people read them.</summary>
internal static class Words
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Count(long count) => count.ToString("N0", Culture);

    /// <summary>"1 span", "2,000 spans".</summary>
    public static string Count(long count, string one, string several) => $"{Count(count)} {(count == 1 ? one : several)}";

    /// <summary>Three digits, whatever the size.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 0.001 => value.ToString("0.##E+0", Culture),
        < 1 => value.ToString("0.###", Culture),
        < 10 => value.ToString("0.##", Culture),
        < 100 => value.ToString("0.#", Culture),
        _ => value.ToString("N0", Culture),
    };

    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMicroseconds: < 1_000 } => $"{Number(duration.TotalMicroseconds)} µs",
        { TotalMilliseconds: < 1_000 } => $"{Number(duration.TotalMilliseconds)} ms",
        { TotalSeconds: < 60 } => $"{Number(duration.TotalSeconds)} s",
        { TotalMinutes: < 60 } => string.Create(Culture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
        _ => string.Create(Culture, $"{(long)duration.TotalHours} h {duration.Minutes} min"),
    };

    /// <summary>The time of day on this machine, which is also the reader's.</summary>
    public static string Clock(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss.fff", Culture);

    public static string ClockSeconds(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", Culture);

    public static string Full(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fffffff zzz", Culture);

    /// <summary>For the attribute <c>datetime</c>.</summary>
    public static string Machine(DateTimeOffset time) => time.ToString("O", Culture);
}
