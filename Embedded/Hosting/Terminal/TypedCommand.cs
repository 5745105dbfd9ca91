using System.Globalization;
using Embedded.Hosting.Control;

namespace Embedded.Hosting.Terminal;

/// <summary>A line as typed: a command, and after it what it may have: a resource's name, and a time.</summary>
internal sealed record TypedCommand(string Name, string? Resource, int? Seconds)
{
    /// <summary>Null where the line is not of that form.</summary>
    public static TypedCommand? Read(string[] words, IEnumerable<ResourceCommand> known)
    {
        var command = known.FirstOrDefault(one => Is(one.Name, words[0]));
        if (command is null || words.Length > 3)
        {
            return null;
        }
        var takesTime = command.Seconds is not null && words.Length > 1 && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var rest = takesTime ? words[1..^1] : words[1..];
        return rest.Length <= 1
            ? new TypedCommand(command.Name, rest.FirstOrDefault(), takesTime ? int.Parse(words[^1], CultureInfo.InvariantCulture) : null)
            : null;
    }

    public static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
