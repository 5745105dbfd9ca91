using System.Text.RegularExpressions;

namespace BlazorAspire.Tests.Support;

/// <summary>A Bicep file as far as its form can be checked without Bicep's compiler.</summary>
internal sealed partial class BicepFile(string text)
{
    public string Text { get; } = text;

    /// <summary>The parameters and whether each has a value of its own.</summary>
    public IReadOnlyDictionary<string, bool> Parameters { get; } =
        Parameter().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["default"].Success);

    public IReadOnlyList<string> SecureParameters { get; } = [.. Secure().Matches(text).Select(m => m.Groups["name"].Value)];

    /// <summary>Types and API versions, as type@version.</summary>
    public IReadOnlyList<string> ResourceTypes { get; } = [.. Resource().Matches(text).Select(m => m.Groups["type"].Value)];

    public IReadOnlyList<string> Outputs { get; } = [.. Output().Matches(text).Select(m => m.Groups["name"].Value)];

    public bool Uses(string symbol) => Regex.Count(Text, $@"(?<![\w'])(?<!param ){Regex.Escape(symbol)}\b") > 0;

    /// <summary>What is wrong with brackets and quotes; null for nothing.</summary>
    public string? FindImbalance()
    {
        var open = new Stack<char>();
        foreach (var (line, number) in Text.Split('\n').Select((line, i) => (line, i + 1)))
        {
            // A comment and a description hold apostrophes.
            var code = Quoted().Replace(Comment().Replace(line, ""), Inner);
            foreach (var c in code)
            {
                if (c is '{' or '[' or '(')
                {
                    open.Push(c);
                }
                else if (c is '}' or ']' or ')' && (!open.TryPop(out var opened) || "{}[]()".IndexOf(opened, StringComparison.Ordinal) + 1 != "{}[]()".IndexOf(c, StringComparison.Ordinal)))
                {
                    return $"line {number} closes '{c}', which is not open there";
                }
                else if (c == '\'')
                {
                    return $"line {number} has a quote without its other";
                }
            }
        }
        return open.Count == 0 ? null : $"'{open.Peek()}' is not closed";
    }

    // Of a quoted text only what is computed within it counts.
    private static string Inner(Match quoted) =>
        string.Concat(Interpolation().Matches(quoted.Value).Select(m => Quoted().Replace(m.Groups["code"].Value, Inner)));

    [GeneratedRegex(@"^param (?<name>\w+) \w+(?<default> = )?", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"@secure\(\)\n(@.*\n)*param (?<name>\w+) ")]
    private static partial Regex Secure();

    [GeneratedRegex(@"^resource \w+ '(?<type>[\w./]+@[\w-]+)'( existing)? = \{", RegexOptions.Multiline)]
    private static partial Regex Resource();

    [GeneratedRegex(@"^output (?<name>\w+) string = ", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"^\s*//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"'(\$\{[^{}]*\}|\\.|[^'\\])*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\$\{(?<code>[^{}]*)\}")]
    private static partial Regex Interpolation();
}
