using System.CommandLine.Parsing;

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
internal static class Cli
{
    private const double MaxNumber = 1_000_000;

    // The longer one first: it ends with the shorter.
    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>An option whose values are checked, with a message that says what may be given.</summary>
    public static Option<T> Checked<T>(string name, string placeholder, string description, string howTo, T usual, TryParse<T> tryParse) => new(name)
    {
        HelpName = placeholder,
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = result => Parse(result, name, howTo, tryParse) is [var value] ? value : usual,
    };

    /// <summary>An option that may be given several times.</summary>
    public static Option<T[]> List<T>(string name, string placeholder, string description, string howTo, TryParse<T> tryParse) => new(name)
    {
        HelpName = placeholder,
        Description = $"{description}; may be given several times",
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. Parse(result, name, howTo, tryParse)],
    };

    /// <summary>One of some words.</summary>
    public static Option<T> OneOf<T>(string name, string meaning, T usual) where T : struct, Enum
    {
        var words = string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();
        return Checked(
            name, "NAME", $"{meaning}: {words}", $"Use one of {words}.", usual,
            (text, out value) => Enum.TryParse(text, ignoreCase: true, out value) && text.All(char.IsAsciiLetter));
    }

    public static Option<int> Number(string name, int usual, int min, int max, string meaning) => Checked(
        name, "NUMBER", Invariant($"{meaning}: {min} to {max}"), Invariant($"Use a whole number from {min} to {max}, such as {usual}."), usual,
        (text, out value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max);

    public static Option<TimeSpan> Duration(string name, string usual, string min, string max, string meaning) => Checked(
        name, "TIME", $"{meaning}: {min} to {max}", $"Use a time from {min} to {max} with its unit (ms, s, m or h), such as {usual}.", Time(usual),
        (text, out value) => TryDuration(text, out value) && value >= Time(min) && value <= Time(max));

    /// <summary>A file that can be written. It is tried before the measurement, whose result must not be lost to a wrong path.</summary>
    public static Option<string?> OutputFile(string name, string meaning) => Checked<string?>(
        name, "FILE", meaning, "Give a file in a folder that exists.", null, (text, out value) =>
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
        var (name, length) = Array.Find(Units, unit => text.EndsWith(unit.Name, StringComparison.Ordinal));
        var digits = name is null ? "" : text[..^name.Length];
        var isTime = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < MaxNumber;
        time = isTime ? length * number : default;
        return isTime;
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
    public static async Task<int> RunAsync(
        RootCommand root, IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        // The first Ctrl+C, or request to end, cancels so that all is tidied up; so long it may take.
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        };
        try
        {
            var line = root.Parse(args);
            return line.Errors.Count == 0
                ? await line.InvokeAsync(invocation, cancellationToken)
                : throw new UsageException($"{Describe(line)}{Environment.NewLine}--help lists what may be given.");
        }
        catch (Exception problem) when (problem is UsageException or MeasurementException)
        {
            await error.WriteLineAsync(problem.Message);
            return problem is UsageException ? ExitCodes.BadInput : ExitCodes.NotMeasured;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Interrupted. Every process that was started has been ended.");
            return ExitCodes.Interrupted;
        }
    }

    private static string Describe(ParseResult line)
    {
        if (line.CommandResult.Command is not { Subcommands: { Count: > 0 } commands })
        {
            return string.Join(Environment.NewLine, line.Errors.Select(error => error.Message));
        }

        var problem = line.UnmatchedTokens is [var word, ..] ? $"'{word}' is no command." : "No command is given.";
        return $"{problem} Use {string.Join(", ", commands.Select(command => command.Name))}.";
    }

    private static List<T> Parse<T>(ArgumentResult result, string name, string howTo, TryParse<T> tryParse)
    {
        var values = new List<T>();
        foreach (var token in result.Tokens)
        {
            if (tryParse(token.Value, out var value))
            {
                values.Add(value);
            }
            else
            {
                result.AddError($"{name} is '{token.Value}'. {howTo}");
            }
        }

        return values;
    }

    private static TimeSpan Time(string text) => TryDuration(text, out var time) ? time : throw new FormatException($"'{text}' is no time.");
}
