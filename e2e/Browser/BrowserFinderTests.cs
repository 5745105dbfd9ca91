
namespace BlazorAspire.Tests.Browser;

public sealed class BrowserFinderTests
{
    private static readonly string Folder = Path.GetFullPath("/a/folder");
    private static readonly string Chromium = Path.Combine(Folder, OperatingSystem.IsWindows() ? "chromium.exe" : "chromium");

    [Fact]
    public void Find_WithABrowserOnThePath_GivesIt() => Assert.Equal(Chromium, Finder([("PATH", Folder)], Chromium).Find());

    [Fact]
    public void Find_WithoutABrowser_GivesNull() => Assert.Null(Finder([("PATH", Folder)]).Find());

    [Fact]
    public void Find_WithAnOverride_PrefersIt() => Assert.Equal("/mine", Finder([("PATH", Folder), (BrowserFinder.Variable, "/mine")], Chromium, "/mine").Find());

    [Fact]
    public void Find_WithAnOverrideThatDoesNotExist_SaysSo()
    {
        var problem = Assert.Throws<InvalidOperationException>(Finder([("PATH", Folder), (BrowserFinder.Variable, "/mine")], Chromium).Find);

        Assert.Equal("BROWSER_PATH is '/mine', which does not exist. Give the path of a Chromium, Chrome or Edge executable, or unset it.", problem.Message);
    }

    private static BrowserFinder Finder((string Name, string Value)[] variables, params string[] files) =>
        new(name => variables.FirstOrDefault(v => v.Name == name).Value, files.Contains);
}
