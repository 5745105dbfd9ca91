using Embedded.BlazorScript;

namespace Embedded.Tests.BlazorScript;

public sealed class EmbeddedResourceTests : IDisposable
{
    private static readonly System.Reflection.Assembly Linq = typeof(Enumerable).Assembly;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("embedded-resource-");

    [Fact]
    public void Extract_ResourceIsThere_WritesItsBytesIntoANewFolderAndNothingBeside()
    {
        var name = Linq.GetManifestResourceNames().First();
        using var stream = Linq.GetManifestResourceStream(name)!;
        var expected = new byte[stream.Length];
        stream.ReadExactly(expected);

        EmbeddedResource.Extract(Linq.Location, name, Target);

        Assert.Equal(expected, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Extract_TargetExists_IsReplaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllText(Target, "old");

        EmbeddedResource.Extract(Linq.Location, Linq.GetManifestResourceNames().First(), Target);

        Assert.NotEqual("old", File.ReadAllText(Target));
    }

    [Fact]
    public void Extract_NoSuchResource_NamesItAndWritesNothing()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => EmbeddedResource.Extract(Linq.Location, "no/such.js", Target));

        Assert.Contains("'no/such.js'", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void Extract_FileThatIsNoAssembly_Fails()
    {
        var file = Path.Combine(_folder.FullName, "text.dll");
        File.WriteAllText(file, "no assembly");

        Assert.Throws<BadImageFormatException>(() => EmbeddedResource.Extract(file, "any", Target));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Target => Path.Combine(_folder.FullName, "_framework", "script.js");
}
