using System.Diagnostics.CodeAnalysis;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>The options that were given to a command; the others have their default.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<CommandOption, List<string>> _given = [];

    private CommandLine()
    {
    }

    public int this[NumberOption option] => NumberOption.Parse(Text(option));

    public TimeSpan this[DurationOption option] => DurationText.Parse(Text(option));

    /// <summary>Null where it is not given and has no default.</summary>
    public string? this[TextOption option] => Text(option) is { Length: > 0 } text ? text : null;

    /// <summary>Reads <c>--name value</c> and <c>--name=value</c>. False with a text for the user when something is wrong.</summary>
    public static bool TryRead(
        IEnumerable<string> args, IReadOnlyList<CommandOption> options, [NotNullWhen(true)] out CommandLine? line, [NotNullWhen(false)] out string? problem)
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

    public bool Has(CommandOption option) => _given.ContainsKey(option);

    /// <summary>Of an option that may be given several times.</summary>
    public IReadOnlyList<string> All(TextOption option) => _given.GetValueOrDefault(option, []);

    private string Text(CommandOption option) => _given.TryGetValue(option, out var texts) ? texts[0] : option.DefaultText;

    private string? ReadOne(string word, Queue<string> rest, IReadOnlyList<CommandOption> options)
    {
        var parts = word.Split('=', 2);
        if (options.FirstOrDefault(o => parts[0] == $"--{o.Name}") is not { } option)
        {
            return $"Option '{parts[0]}' is not known. Use {string.Join(" or ", options.Select(o => o.Usage))}.";
        }
        if (ValueOf(option, parts, rest) is not { } text)
        {
            return $"Option '--{option.Name}' has no value. {option.HowTo}";
        }
        if (!option.Accepts(text))
        {
            return $"--{option.Name} is '{text}'. {option.HowTo}";
        }
        if (_given.TryAdd(option, [text]))
        {
            return null;
        }
        _given[option].Add(text);
        return option.IsList ? null : $"Option '--{option.Name}' is given twice. Give it once.";
    }

    private static string? ValueOf(CommandOption option, string[] parts, Queue<string> rest)
    {
        if (parts.Length == 2)
        {
            return parts[1];
        }
        if (!option.HasValue)
        {
            return "";
        }
        return rest.TryDequeue(out var next) ? next : null;
    }
}
