using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>The options that were given to a command; the others have their default.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<NumberOption, int> _given = [];

    private CommandLine()
    {
    }

    public int this[NumberOption option] => _given.GetValueOrDefault(option, option.Default);

    /// <summary>Reads <c>--name value</c> and <c>--name=value</c>. False with a text for the user when something is wrong.</summary>
    public static bool TryRead(
        IEnumerable<string> args, IReadOnlyList<NumberOption> options, [NotNullWhen(true)] out CommandLine? line, [NotNullWhen(false)] out string? problem)
    {
        line = null;
        var read = new CommandLine();
        var words = new Queue<string>(args);
        while (words.TryDequeue(out var word))
        {
            problem = read.ReadOne(word, words, options);
            if (problem is not null)
            {
                return false;
            }
        }
        line = read;
        problem = null;
        return true;
    }

    private string? ReadOne(string word, Queue<string> rest, IReadOnlyList<NumberOption> options)
    {
        var parts = word.Split('=', 2);
        if (options.FirstOrDefault(o => parts[0] == $"--{o.Name}") is not { } option)
        {
            return $"Option '{parts[0]}' is not known. Use {string.Join(" or ", options.Select(o => $"--{o.Name} NUMBER"))}.";
        }
        if ((parts.Length == 2 ? parts[1] : rest.TryDequeue(out var next) ? next : null) is not { } text)
        {
            return $"Option '--{option.Name}' has no value. {HowTo(option)}";
        }
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < option.Least || value > option.Most)
        {
            return $"--{option.Name} is '{text}'. {HowTo(option)}";
        }
        return _given.TryAdd(option, value) ? null : $"Option '--{option.Name}' is given twice. Give it once.";
    }

    private static string HowTo(NumberOption option) => $"Use a whole number from {option.Least} to {option.Most}, such as {option.Default}.";
}
