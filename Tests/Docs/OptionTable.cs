using System.CommandLine;
using System.Text.RegularExpressions;
using BlazorAspire.LoadTest;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>The table of a command's options in a document: each with the default, the limits and the meaning that it has.</summary>
internal sealed partial class OptionTable(string document, IReadOnlyList<Option> options)
{
    private readonly IReadOnlyList<Match> _rows = OptionRow().Matches(File.ReadAllText(Repository.PathOf("docs", document))).ToArray();

    public void AssertIsThatOfTheCommand()
    {
        var described = options.Cast<IDescribedOption>().ToArray();

        Assert.Equal(described.Select(option => option.Name), _rows.Select(row => row.Groups["name"].Value));
        Assert.All(described, option => Assert.Equal(option.DefaultText, RowOf(option).Groups["default"].Value.Trim(' ', '`')));
        Assert.All(described, option => Assert.StartsWith(RowOf(option).Groups["meaning"].Value.Split([':', ';', ','])[0], option.Meaning, StringComparison.Ordinal));
        Assert.All(described.Where(option => option.Limits.Length > 0), option => Assert.Equal(option.Limits, RowOf(option).Groups["allowed"].Value));
    }

    private Match RowOf(IDescribedOption option) => Assert.Single(_rows, row => row.Groups["name"].Value == option.Name);

    [GeneratedRegex(@"^\| `(?<name>--[\w-]+)` \|(?<default>[^|]*)\| ?(?<allowed>[^|]*?) ?\| (?<meaning>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();
}
