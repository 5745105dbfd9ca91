using System.Text.RegularExpressions;
using BlazorAspire.LoadTest.Commands;
using BlazorAspire.LoadTest.Commands.Load;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>docs/load.md holds every option of the load, with the default and the limits that it has, and every limit that may be given.</summary>
public sealed partial class LoadTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "load.md"));
    private static readonly IReadOnlyList<Match> Rows = OptionRow().Matches(Document).ToArray();

    [Fact]
    public void Options_InTheTable_AreThoseOfTheCommandInItsOrder() =>
        Assert.Equal(LoadOptions.All.Select(option => option.Name), Rows.Select(row => row.Groups["name"].Value));

    [Fact]
    public void Options_InTheTable_HaveTheirDefaults() => Assert.All(LoadOptions.All, option =>
        Assert.Equal(option.DefaultText, RowOf(option).Groups["default"].Value.Trim(' ', '`')));

    [Fact]
    public void Options_WithLimits_HaveTheseLimits()
    {
        var limited = LoadOptions.All.Where(option => option is NumberOption or DurationOption).ToArray();

        Assert.Equal(6, limited.Length);
        Assert.All(limited, option => Assert.Equal($"{RowOf(option).Groups["allowed"].Value}, {option.DefaultText} by default", option.Allowed));
    }

    [Fact]
    public void Options_InTheTable_MeanWhatTheUsageSays() => Assert.All(LoadOptions.All, option =>
        Assert.StartsWith(RowOf(option).Groups["meaning"].Value.Split([':', ';', ','])[0], option.Meaning, StringComparison.Ordinal));

    [Fact]
    public void Limits_InTheTable_AreThoseOfTheCommand()
    {
        var section = Document[Document.IndexOf("\n## Limits\n", StringComparison.Ordinal)..];
        var rows = section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(LoadLimit.Names, rows.SelectMany(row => Name().Matches(row.Split('|')[1]).Select(match => match.Groups["name"].Value)));
    }

    private static Match RowOf(CommandOption option) => Assert.Single(Rows, row => row.Groups["name"].Value == option.Name);

    [GeneratedRegex(@"^\| `--(?<name>[\w-]+)` \|(?<default>[^|]*)\| ?(?<allowed>[^|]*?) ?\| (?<meaning>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
