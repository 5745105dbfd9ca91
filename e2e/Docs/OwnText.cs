using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>A text of this app that docs/troubleshooting.md quotes: the first column of each table that is headed "this app says".</summary>
/// <param name="Text">The text, with … for what differs each time.</param>
internal sealed partial record OwnText(string Text)
{
    private const string Head = "| this app says |";
    private const char Placeholder = '…';
    private const string Anything = @"[^\n]{0,300}?";

    public static IReadOnlyList<OwnText> ReadAll() => [.. Rows().Select(row => new OwnText(Quoted().Match(row).Groups["text"].Value))];

    /// <summary>Whether a source writes it. What differs each time stands there as an expression in braces.</summary>
    public bool IsIn(string sources) => Regex.IsMatch(sources, string.Join(Anything, Text.Split(Placeholder).Select(Regex.Escape)), RegexOptions.None, TimeSpan.FromSeconds(10));

    public override string ToString() => Text;

    private static IEnumerable<string> Rows()
    {
        var isOwn = false;
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "troubleshooting.md")))
        {
            if (!line.StartsWith('|'))
            {
                isOwn = false;
            }
            else if (line.StartsWith(Head, StringComparison.Ordinal))
            {
                isOwn = true;
            }
            else if (isOwn && !line.StartsWith("| ---", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    [GeneratedRegex(@"^\| `(?<text>[^`]+)` \|")]
    private static partial Regex Quoted();
}
