using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Chaos;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>The table of a command's options in a document: each with the default, the limits and the meaning that it has.</summary>
internal sealed partial class OptionTable(string document, IReadOnlyList<Option> options)
{
    private readonly IReadOnlyList<Match> _rows = OptionRow().Matches(File.ReadAllText(Repository.PathOf("docs", document))).ToArray();

    public void AssertIsThatOfTheCommand()
    {
        Assert.Equal(options.Select(option => option.Name), _rows.Select(row => row.Groups["name"].Value));
        foreach (var (option, row) in options.Zip(_rows))
        {
            var limits = Limits().Match(option.Description!).Groups["limits"].Value;
            Assert.Equal(Typed(option.GetDefaultValue(), row), row.Groups["default"].Value.Trim(' ', '`'));
            Assert.StartsWith(row.Groups["meaning"].Value.Split([':', ';', ','])[0], option.Description, StringComparison.Ordinal);
            Assert.True(limits.Length == 0 || limits == row.Groups["allowed"].Value, $"{option.Name} may be {limits}.");
        }
    }

    /// <summary>A default as it would be typed; a time as the row has it, where that is the same time.</summary>
    private static string Typed(object? value, Match row) => value switch
    {
        null or false or Array { Length: 0 } => "",
        TimeSpan time => Cli.TryDuration(row.Groups["default"].Value.Trim(), out var told) && told == time ? row.Groups["default"].Value.Trim() : time.ToString(),
        Enum name => name.ToString().ToLowerInvariant(),
        FaultKind[] kinds => string.Join(',', kinds.Select(Fault.NameOf)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex(@"^\| `(?<name>--[\w-]+)` \|(?<default>[^|]*)\| ?(?<allowed>[^|]*?) ?\| (?<meaning>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@": (?<limits>\S+ to \S+)$")]
    private static partial Regex Limits();
}
