using System.Text.RegularExpressions;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Circuits.Rendering;
using BlazorAspire.Tests.AppHost;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.LoadTest.Circuits;

/// <summary>The app's own pages do not flicker: what their circuits render first is what they showed, but for what nobody could know before.</summary>
[Collection(SharedApp.Name)]
public sealed class PrerenderTests(SharedApp shared, ITestOutputHelper output)
{
    private static readonly string[] ByDesign =
    [
        // The page tells that it is interactive.
        @"^main#main\[data-interactive\]: prerendered 'false', rendered 'true'$",
        @"\[disabled\]: prerendered '', rendered nothing$",
        // There is a circuit now, and it has a name.
        @"^main#main > section > p: prerendered nothing, rendered ', circuit'$",
        @"dd:nth-of-type\(1\) > span",
        @"^div > section:nth-of-type\(2\) > dl > dd",
        // Time passes.
        @"^div > section:nth-of-type\(1\) > dl > dd:nth-of-type\(4\): ",
    ];

    [Theory]
    [InlineData("/")]
    [InlineData("/counter")]
    [InlineData("/draft")]
    public Task Open_OfAPage_RendersWhatWasPrerendered(string path) => shared.Running.TestAsync(output, async limit =>
    {
        await using var browser = new HeadlessBrowser(shared.Running.Address, TimeProvider.System);
        IReadOnlyList<string> differences = [];
        browser.Screen.FirstRendered += (html, tree) => differences =
            [.. PrerenderCheck.Read(html).Zip(tree.Page.Children).SelectMany(root => TreeComparison.Find(root.First!, root.Second))];

        await browser.OpenAsync(path, limit);

        Assert.Contains(differences, difference => Regex.IsMatch(difference, ByDesign[0], RegexOptions.CultureInvariant));
        string[] others = [.. differences.Where(difference => !ByDesign.Any(pattern => Regex.IsMatch(difference, pattern, RegexOptions.CultureInvariant)))];
        Assert.True(others.Length == 0, string.Join(Environment.NewLine, others));
    });
}
