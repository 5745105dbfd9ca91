using System.Text.RegularExpressions;
using BlazorAspire.LoadTest.Commands;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>The table of a command's options in a document: each with the default, the limits and the meaning that it has.</summary>
internal sealed partial class OptionTable(string document, IReadOnlyList<CommandOption> options)
{
    private readonly IReadOnlyList<Match> _rows = OptionRow().Matches(File.ReadAllText(Repository.PathOf("docs", document))).ToArray();

    public void AssertIsThatOfTheCommand()
    {
        Assert.Equal(options.Select(option => option.Name), _rows.Select(row => row.Groups["name"].Value));
        Assert.All(options, option => Assert.Equal(option.DefaultText, RowOf(option).Groups["default"].Value.Trim(' ', '`')));
        Assert.All(options, option => Assert.StartsWith(RowOf(option).Groups["meaning"].Value.Split([':', ';', ','])[0], option.Meaning, StringComparison.Ordinal));
    }

    /// <param name="count">How many options have limits, so that none is passed over.</param>
    public void AssertHasTheLimits(int count)
    {
        var limited = options.Where(option => option is NumberOption or DurationOption).ToArray();

        Assert.Equal(count, limited.Length);
        Assert.All(limited, option => Assert.Equal($"{RowOf(option).Groups["allowed"].Value}, {option.DefaultText} by default", option.Allowed));
    }

    private Match RowOf(CommandOption option) => Assert.Single(_rows, row => row.Groups["name"].Value == option.Name);

    [GeneratedRegex(@"^\| `--(?<name>[\w-]+)` \|(?<default>[^|]*)\| ?(?<allowed>[^|]*?) ?\| (?<meaning>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();
}
