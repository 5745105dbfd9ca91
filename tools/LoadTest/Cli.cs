using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorAspire.LoadTest;

/// <summary>What the command line ends with.</summary>
internal static class ExitCodes
{
    public const int GoalMet = 0;
    public const int GoalMissed = 1;
    public const int BadInput = 2;
    public const int NotMeasured = 3;
    public const int Interrupted = 130;
}

/// <summary>The options of a command do not go together. The message says how to go on.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>Nothing could be measured. The message says why, and how to go on.</summary>
internal sealed class MeasurementException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What help, messages and documents say of an option.</summary>
internal interface IDescribedOption
{
    string Name { get; }

    string Meaning { get; }

    /// <summary>The default as it would be typed; empty for none.</summary>
    string DefaultText { get; }

    /// <summary>The limits, as in <c>1 to 100</c>; empty for none.</summary>
    string Limits { get; }
}

internal delegate bool TryParse<T>(string text, out T value);

/// <summary>An option whose values are checked, with a message that says what may be given.</summary>
internal sealed class CheckedOption<T> : Option<T>, IDescribedOption
{
    private readonly TryParse<T> _tryParse;
    private readonly string _howTo;

    public CheckedOption(string name, string placeholder, string meaning, string howTo, TryParse<T> tryParse, string defaultText = "", string limits = "")
        : base(name)
    {
        (_tryParse, _howTo, Meaning, DefaultText, Limits) = (tryParse, howTo, meaning, defaultText, limits);
        (HelpName, CustomParser) = (placeholder, Read);
        Description = limits.Length > 0 ? $"{meaning}: {limits}" : meaning;
        if (defaultText.Length > 0)
        {
            DefaultValueFactory = _ => tryParse(defaultText, out var value) ? value : throw new FormatException($"'{defaultText}' is no default of {name}.");
        }
    }

    public string Meaning { get; }

    public string DefaultText { get; }

    public string Limits { get; }

    private T? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (_tryParse(text, out var value))
        {
            return value;
        }

        result.AddError($"{Name} is '{text}'. {_howTo}");
        return default;
    }
}

/// <summary>An option that may be given several times.</summary>
internal sealed class CheckedListOption<T> : Option<T[]>, IDescribedOption
{
    public CheckedListOption(string name, string placeholder, string meaning, string howTo, TryParse<T> tryParse)
        : base(name)
    {
        (HelpName, Description, Meaning) = (placeholder, $"{meaning}; may be given several times", meaning);
        DefaultValueFactory = _ => [];
        CustomParser = result => [.. result.Tokens.SelectMany(token =>
        {
            if (tryParse(token.Value, out var value))
            {
                return (T[])[value];
            }

            result.AddError($"{name} is '{token.Value}'. {howTo}");
            return [];
        })];
    }

    public string Meaning { get; }

    public string DefaultText => "";

    public string Limits => "";
}

internal sealed class FlagOption : Option<bool>, IDescribedOption
{
    public FlagOption(string name, string meaning)
        : base(name) => (Meaning, Description) = (meaning, meaning);

    public string Meaning { get; }

    public string DefaultText => "";

    public string Limits => "";
}

/// <summary>Options and command lines of this program, on System.CommandLine.</summary>
internal static partial class Cli
{
    public static CheckedOption<int> Number(string name, int usual, int min, int max, string meaning) => new(
        name, "NUMBER", meaning, Text($"Use a whole number from {min} to {max}, such as {usual}."),
        (text, out value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max,
        Text($"{usual}"), Text($"{min} to {max}"));

    public static CheckedOption<TimeSpan> Duration(string name, string usual, string min, string max, string meaning) => new(
        name, "TIME", meaning, $"Use a time from {min} to {max} with its unit (ms, s, m or h), such as {usual}.",
        (text, out value) => TryDuration(text, out value) && TryDuration(min, out var least) && TryDuration(max, out var most) && value >= least && value <= most,
        usual, $"{min} to {max}");

    /// <summary>The path of a file that can be written. It is tried before the measurement, whose result must not be lost to a wrong path.</summary>
    public static CheckedOption<string> OutputFile(string name, string meaning) => new(name, "FILE", meaning, "Give a file in a folder that exists.", (text, out value) =>
    {
        value = text;
        try
        {
            using var stream = new FileStream(text, FileMode.OpenOrCreate, FileAccess.Write);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The message that follows names the path.
            return false;
        }
    });

    /// <summary>A time as people type it: <c>250ms</c>, <c>1.5s</c>, <c>10m</c>, <c>1h</c>.</summary>
    public static bool TryDuration(string text, out TimeSpan time)
    {
        time = default;
        if (DurationForm().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var unit = match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            _ => TimeSpan.FromHours(1),
        };
        time = unit * double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>A command that fails with an exit code, and a sentence on the error output.</summary>
    public static Command NewCommand(string name, string description, IEnumerable<Option> options, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((line, cancellationToken) => run(line, cancellationToken));
        return command;
    }

    /// <summary>Runs the command that is named, and turns what goes wrong into a message and an exit code.</summary>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var line = root.Parse(args);
        if (line.Errors.Count > 0)
        {
            var problem = line.CommandResult.Command is { Subcommands: { Count: > 0 } commands }
                ? $"{(line.UnmatchedTokens is [var word, ..] ? $"'{word}' is no command." : "No command is given.")} Use {string.Join(", ", commands.Select(command => command.Name))}."
                : string.Join(Environment.NewLine, line.Errors.Select(error => error.Message));
            return await EndAsync(ExitCodes.BadInput, $"{problem}{Environment.NewLine}--help lists what may be given.");
        }

        try
        {
            // The first Ctrl+C, or request to end, cancels so that all is tidied up; so long it may take.
            var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
            return await line.InvokeAsync(invocation, cancellationToken);
        }
        catch (UsageException problem)
        {
            return await EndAsync(ExitCodes.BadInput, problem.Message);
        }
        catch (MeasurementException problem)
        {
            return await EndAsync(ExitCodes.NotMeasured, problem.Message);
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(ExitCodes.Interrupted, "Interrupted. Every process that was started has been ended.");
        }

        async Task<int> EndAsync(int code, string message)
        {
            await error.WriteLineAsync(message);
            return code;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<number>\d{1,6}(\.\d{1,6})?)(?<unit>ms|s|m|h)$", RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();
}
