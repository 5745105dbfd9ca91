using System.CommandLine;
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

internal delegate bool TryParse<T>(string text, out T value);

/// <summary>Options and command lines of this program, on System.CommandLine.</summary>
internal static partial class Cli
{
    /// <summary>An option whose values are checked, with a message that says what may be given.</summary>
    public static Option<T> Checked<T>(string name, string placeholder, string description, string howTo, T usual, TryParse<T> tryParse) => new(name)
    {
        HelpName = placeholder,
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (!tryParse(result.Tokens[0].Value, out var value))
            {
                result.AddError($"{name} is '{result.Tokens[0].Value}'. {howTo}");
            }

            return value;
        },
    };

    /// <summary>An option that may be given several times.</summary>
    public static Option<T[]> List<T>(string name, string placeholder, string description, string howTo, TryParse<T> tryParse) => new(name)
    {
        HelpName = placeholder,
        Description = $"{description}; may be given several times",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            var values = new List<T>();
            foreach (var token in result.Tokens)
            {
                if (!tryParse(token.Value, out var value))
                {
                    result.AddError($"{name} is '{token.Value}'. {howTo}");
                }

                values.Add(value);
            }

            return [.. values];
        },
    };

    /// <summary>One of some words.</summary>
    public static Option<T> OneOf<T>(string name, string meaning, T usual) where T : struct, Enum
    {
        var words = string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();
        return Checked(
            name, "NAME", $"{meaning}: {words}", $"Use one of {words}.", usual,
            (text, out value) => Enum.TryParse(text, ignoreCase: true, out value) && words.Split(", ").Contains(text.ToLowerInvariant()));
    }

    public static Option<int> Number(string name, int usual, int min, int max, string meaning) => Checked(
        name, "NUMBER", Text($"{meaning}: {min} to {max}"), Text($"Use a whole number from {min} to {max}, such as {usual}."), usual,
        (text, out value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max);

    public static Option<TimeSpan> Duration(string name, string usual, string min, string max, string meaning) => Checked(
        name, "TIME", $"{meaning}: {min} to {max}", $"Use a time from {min} to {max} with its unit (ms, s, m or h), such as {usual}.", Time(usual),
        (text, out value) => TryDuration(text, out value) && value >= Time(min) && value <= Time(max));

    /// <summary>A file that can be written. It is tried before the measurement, whose result must not be lost to a wrong path.</summary>
    public static Option<string?> OutputFile(string name, string meaning) => Checked<string?>(name, "FILE", meaning, "Give a file in a folder that exists.", null, (text, out value) =>
    {
        value = text;
        try
        {
            using var stream = new FileStream(text, FileMode.OpenOrCreate, FileAccess.Write);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The message names the path.
            return false;
        }
    });

    /// <summary>A time as people type it: <c>250ms</c>, <c>1.5s</c>, <c>10m</c>, <c>1h</c>.</summary>
    public static bool TryDuration(string text, out TimeSpan time)
    {
        var match = DurationForm().Match(text);
        var unit = match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            _ => TimeSpan.FromHours(1),
        };
        time = match.Success ? unit * double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : default;
        return match.Success;
    }

    /// <summary>A command that ends with an exit code.</summary>
    public static Command NewCommand(string name, string description, IEnumerable<Option> options, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction(run);
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

    private static TimeSpan Time(string text) => TryDuration(text, out var time) ? time : throw new FormatException($"'{text}' is no time.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<number>\d{1,6}(\.\d{1,6})?)(?<unit>ms|s|m|h)$", RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();
}
