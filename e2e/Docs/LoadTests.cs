using System.Text.RegularExpressions;
using BlazorAspire.LoadTest.Load;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>docs/load.md holds every option of the load, with the default and the limits that it has, and every limit that may be given.</summary>
public sealed partial class LoadTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "load.md"));
    private static readonly OptionTable Table = new("load.md", LoadCommand.Options);

    [Fact]
    public void Options_InTheTable_AreThoseOfTheCommand() => Table.AssertIsThatOfTheCommand();

    [Fact]
    public void Limits_InTheTable_AreThoseOfTheCommand()
    {
        var section = Document[Document.IndexOf("\n## Limits\n", StringComparison.Ordinal)..];
        var rows = section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(LoadLimit.Names, rows.SelectMany(row => Name().Matches(row.Split('|')[1]).Select(match => match.Groups["name"].Value)));
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
