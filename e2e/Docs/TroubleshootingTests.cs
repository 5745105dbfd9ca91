using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>Whoever searches docs/troubleshooting.md for a text of this app finds it as the app writes it.</summary>
public sealed class TroubleshootingTests
{
    // Shorter ones would be found in any source.
    private const int MinLength = 20;

    private static readonly string[] Folders = ["AppHost", "ServiceDefaults", "WebApp", "Gateway", "SignalREmulator", "Redis", "src", "tools", "e2e"];
    private static readonly string[] Kinds = [".cs", ".razor"];
    private static readonly Lazy<string> Sources = new(Read);

    [Fact]
    public void OwnTexts_EachOfThem_IsWrittenByASource()
    {
        var texts = OwnText.ReadAll();

        Assert.InRange(texts.Count, 80, 300);
        Assert.All(texts, text => Assert.True(text.Text.Length >= MinLength, $"'{text}' is too short to be searched for."));
        Assert.Empty(texts.Where(text => !text.IsIn(Sources.Value)).Select(text => text.Text));
    }

    [Theory]
    [InlineData("Resource '…' ended … times before it was healthy", true)]
    [InlineData("Resource '…' ended … times after it was healthy", false)]
    public void IsIn_OfATextWithPlaceholders_ComparesTheRest(string text, bool expected) => Assert.Equal(expected, new OwnText(text).IsIn(Sources.Value));

    private static string Read() => string.Join('\n',
        from file in Folders.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)).Concat(Directory.EnumerateFiles(Repository.Root))
        let parts = Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar)
        where Kinds.Contains(Path.GetExtension(file)) && !parts.Contains("obj") && !parts.Contains("bin")
            // Of the tests only what looks for a browser talks to people.
            && (!parts.Contains("e2e") || file.EndsWith("BrowserHost.cs", StringComparison.Ordinal))
        select File.ReadAllText(file));
}
