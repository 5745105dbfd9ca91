using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.Tests.LoadTest.Processes;

public sealed class SourceTreeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("source-tree");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Above_FolderWithin_IsTheFolderOfTheProjects()
    {
        Write("AppHost", "AppHost.csproj");

        Assert.Equal(_folder.FullName, SourceTree.Above(Path.Combine(_folder.FullName, "LoadTest", "bin", "Debug"))?.Root);
    }

    [Fact]
    public void RequireBuilt_OneProjectIsNot_SaysWhichAndHowToBuild()
    {
        Write("AppHost", "bin", "Debug", "net10.0", "AppHost.dll");
        Write("WebApp", "bin", "Release", "net10.0", "WebApp.dll");

        var problem = Assert.Throws<MeasurementException>(() => new SourceTree(_folder.FullName).RequireBuilt("AppHost", "WebApp")).Message;

        Assert.StartsWith("Project 'WebApp' has no build output in ", problem, StringComparison.Ordinal);
        Assert.EndsWith("Build first: dotnet build -c Debug", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireBuilt_AllAre_IsContent()
    {
        Write("AppHost", "bin", "Debug", "net10.0", "AppHost.dll");

        new SourceTree(_folder.FullName).RequireBuilt("AppHost");
    }

    private void Write(params string[] path)
    {
        var file = Path.Combine([_folder.FullName, .. path]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
    }
}
