using System.Text;
using OpenTelemetry.Metrics;

namespace Embedded.Prometheus;

/// <summary>Names as OpenTelemetry's exporter for Prometheus makes them, so that a query finds the metric in either.</summary>
internal static class PrometheusName
{
    private const string Total = "_total";

    /// <summary>"state.save.duration" in "s" becomes state_save_duration_seconds, and a counter ends with _total.</summary>
    public static string Of(string name, string unit, bool isCounter)
    {
        var result = Sanitize(name, mayHaveColon: true);
        var suffix = UnitOf(unit);
        var hasUnit = suffix.Length == 0 || result.EndsWith(suffix, StringComparison.Ordinal)
            || (isCounter && result.EndsWith(suffix + Total, StringComparison.Ordinal));
        if (!hasUnit)
        {
            result += $"_{suffix}";
        }

        return isCounter && !result.EndsWith(Total, StringComparison.Ordinal) ? result + Total : result;
    }

    public static string OfLabel(string key) => key.Length == 0 ? "_" : Sanitize(key, mayHaveColon: false);

    public static bool IsCounter(MetricType type) => type is MetricType.LongSum or MetricType.DoubleSum;

    /// <summary>The word for a unit; empty for none. What stands in braces is a remark and no unit.</summary>
    internal static string UnitOf(string unit)
    {
        var plain = WithoutRemarks(unit);
        var slash = plain.IndexOf('/', StringComparison.Ordinal);
        var words = slash >= 0 && slash < plain.Length - 1 ? $"{Word(plain[..slash])}_per_{PerWord(plain[(slash + 1)..])}" : Word(plain);
        return Sanitize(words, mayHaveColon: true).Trim('_');
    }

    private static string WithoutRemarks(string unit)
    {
        var rest = new StringBuilder();
        var from = 0;
        while (unit.IndexOf('{', from) is >= 0 and var open && unit.IndexOf('}', open) is >= 0 and var close)
        {
            rest.Append(unit, from, open - from);
            from = close + 1;
        }

        return rest.Append(unit, from, unit.Length - from).ToString();
    }

    /// <summary>Whatever a name cannot have becomes an underscore, several of them one.</summary>
    private static string Sanitize(string text, bool mayHaveColon)
    {
        var result = new StringBuilder(text.Length + 1);
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character) && result.Length == 0)
            {
                result.Append('_');
            }

            if (char.IsAsciiLetterOrDigit(character) || (mayHaveColon && character == ':'))
            {
                result.Append(character);
            }
            else if (result.Length == 0 || result[^1] != '_')
            {
                result.Append('_');
            }
        }

        return result.ToString();
    }

    private static string Word(string unit) => unit switch
    {
        "d" => "days",
        "h" => "hours",
        "min" => "minutes",
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "GiBy" => "gibibytes",
        "1" => "",
        "%" => "percent",
        _ => unit,
    };

    private static string PerWord(string unit) => unit switch
    {
        "s" => "second",
        "m" => "minute",
        "h" => "hour",
        "d" => "day",
        _ => unit,
    };
}
