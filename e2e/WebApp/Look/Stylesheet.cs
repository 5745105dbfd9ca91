using System.Globalization;
using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Look;

/// <summary>The app's style sheets, as files of this repository.</summary>
internal static partial class Stylesheet
{
    private static readonly string Library = Repository.PathOf("src", "BlazorAspire.Circuits");
    private static readonly string[] Folders = [Repository.PathOf("WebApp"), Library];

    public static IEnumerable<string> All => Folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.css", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    public static ISet<string> Defined => All.SelectMany(css => DefinitionPattern().Matches(css)).Select(match => match.Groups[1].Value).ToHashSet();

    public static ISet<string> Used => All.SelectMany(css => UsePattern().Matches(css)).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>The colour of a token in the light or the dark theme, as red, green and blue.</summary>
    public static double[] Colour(string token, bool dark)
    {
        var tokens = File.ReadAllText(Path.Combine(Library, "wwwroot", "tokens.css"));
        var match = Regex.Match(tokens, $@"{token}: light-dark\(#(?<light>[0-9a-f]{{6}}), #(?<dark>[0-9a-f]{{6}})\);");
        Assert.True(match.Success, $"tokens.css has no light and dark colour for {token}.");
        var hex = match.Groups[dark ? "dark" : "light"].Value;
        return [.. Enumerable.Range(0, 3).Select(part => int.Parse(hex.AsSpan(part * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];
    }

    [GeneratedRegex(@"^\s*(--[a-z0-9-]+):", RegexOptions.Multiline)]
    private static partial Regex DefinitionPattern();

    [GeneratedRegex(@"var\((--[a-z0-9-]+)")]
    private static partial Regex UsePattern();
}
