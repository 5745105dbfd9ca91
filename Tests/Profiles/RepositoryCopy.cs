using System.IO.Compression;
using System.Xml.Linq;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Profiles;

/// <summary>
/// A copy of the sources in which both profiles can be evaluated without a network: its only package is an empty Aspire.AppHost.Sdk,
/// from a folder feed.
/// </summary>
public sealed class RepositoryCopy : IDisposable
{
    private static readonly string[] NotCopied = ["bin", "obj", "TestResults", "node_modules"];
    private static readonly string[] NotCopiedFiles = ["nuget.config"];
    private readonly TemporaryFolder _folder = new();

    public RepositoryCopy()
    {
        Copy(new DirectoryInfo(Repository.Root), new DirectoryInfo(Root));
        AddFeed();
    }

    /// <summary>The one <c>AspireVersion</c> of the repository.</summary>
    public static string AspireVersion { get; } =
        XDocument.Load(Repository.PathOf("HostProfile.props")).Descendants("AspireVersion").Single().Value;

    public string Root => Path.Combine(_folder.Path, "sources");

    internal Task<CommandResult> BuildToolAsync(params string[] arguments) => Command.RunAsync(
        Command.Dotnet,
        ["msbuild", "-nologo", "-noAutoResponse", .. arguments],
        Root,
        new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder.Path, "cache") });

    public void RemoveEmbedded() => Directory.Delete(Path.Combine(Root, "Embedded"), recursive: true);

    public void Dispose() => _folder.Dispose();

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        to.Create();
        foreach (var file in from.EnumerateFiles().Where(f => !NotCopiedFiles.Contains(f.Name, StringComparer.OrdinalIgnoreCase)))
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }
        foreach (var folder in from.EnumerateDirectories().Where(d => !d.Name.StartsWith('.') && !NotCopied.Contains(d.Name)))
        {
            Copy(folder, new DirectoryInfo(Path.Combine(to.FullName, folder.Name)));
        }
    }

    private void AddFeed()
    {
        var feed = Directory.CreateDirectory(Path.Combine(_folder.Path, "feed")).FullName;
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration><packageSources><clear /><add key="feed" value="{feed}" /></packageSources></configuration>
            """);
        using var package = ZipFile.Open(Path.Combine(feed, $"Aspire.AppHost.Sdk.{AspireVersion}.nupkg"), ZipArchiveMode.Create);
        Add(package, "Sdk/Sdk.props", "<Project />");
        Add(package, "Sdk/Sdk.targets", "<Project />");
        Add(package, "Aspire.AppHost.Sdk.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>Aspire.AppHost.Sdk</id>
                <version>{AspireVersion}</version>
                <authors>Tests</authors>
                <description>Lets an evaluation find the SDK by name.</description>
                <packageTypes><packageType name="MSBuildSdk" /></packageTypes>
              </metadata>
            </package>
            """);
    }

    private static void Add(ZipArchive package, string name, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(text);
    }
}
