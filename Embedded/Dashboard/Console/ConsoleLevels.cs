using System.Text.RegularExpressions;
using Embedded.ControlContract;

namespace Embedded.Dashboard.Console;

/// <summary>Reads the level that .NET's console logger writes at the head of a line, and those of Redis.</summary>
internal static partial class ConsoleLevels
{
    private static readonly (string Head, ConsoleLevel Level)[] Heads =
    [
        ("trce:", ConsoleLevel.Detail),
        ("dbug:", ConsoleLevel.Detail),
        ("info:", ConsoleLevel.Info),
        ("warn:", ConsoleLevel.Warning),
        ("fail:", ConsoleLevel.Error),
        ("crit:", ConsoleLevel.Error),
    ];

    public static ConsoleLevel Of(LineInfo line)
    {
        foreach (var (head, level) in Heads)
        {
            if (line.Text.StartsWith(head, StringComparison.Ordinal))
            {
                return level;
            }
        }
        return RedisHead().Match(line.Text) is { Success: true } redis ? OfRedis(redis.Groups["level"].Value)
            : line.IsError ? ConsoleLevel.Error
            : ConsoleLevel.Plain;
    }

    private static ConsoleLevel OfRedis(string level) => level switch
    {
        "#" => ConsoleLevel.Warning,
        "*" => ConsoleLevel.Info,
        _ => ConsoleLevel.Detail,
    };

    // 1234:M 21 Nov 2030 17:00:00.000 # Server initialized
    [GeneratedRegex(@"^\d+:[A-Z] .{8,24}\.\d{3} (?<level>[.\-*#]) ")]
    private static partial Regex RedisHead();
}
