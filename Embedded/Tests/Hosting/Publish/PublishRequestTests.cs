using BlazorAspire.Tests.Support;

namespace Embedded.Tests.Hosting.Publish;

/// <summary>What is asked for at the command line, right or wrong.</summary>
public sealed class PublishRequestTests
{
    private const string NoValue = "has no value. Write it as --publisher manifest --output-path PATH.";

    [Theory]
    [InlineData("Option '--output-path' is missing, so there is no place for the manifest. Add --output-path PATH, a folder or a .json file.", "--publisher", "manifest")]
    [InlineData("Option '--output-path' is missing", "--operation", "publish")]
    [InlineData("Option '--output-path' " + NoValue, "--publisher", "manifest", "--output-path")]
    [InlineData("Option '--publisher' " + NoValue, "--publisher")]
    [InlineData("Option '--operation' " + NoValue, "--operation")]
    [InlineData("Option '--publisher' " + NoValue, "--publisher", "--output-path", "FOLDER")]
    [InlineData("Publisher 'docker' is not known. Use --publisher manifest", "--publisher", "docker", "--output-path", "FOLDER")]
    [InlineData("deploys nothing itself. Use azd up, or aspire deploy", "--operation", "publish", "--step", "deploy", "--output-path", "FOLDER")]
    [InlineData("--backplane is 'rabbit'. Use redis, azure-signalr or none.", "--publisher", "manifest", "--output-path", "FOLDER", "--backplane", "rabbit")]
    [InlineData("Deploy:Cpu is 'many'. Use a number of cores from 0.25 to 4 in steps of 0.25, such as 0.5.", "--publisher", "manifest", "--output-path", "FOLDER", "--Deploy:Cpu", "many")]
    [InlineData("The manifest cannot be written to 'FOLDER/a file/out'", "--publisher", "manifest", "--output-path", "FOLDER/a file/out/manifest.json")]
    public async Task AppHost_AskedWrongly_SaysWhyAndWritesNothing(string sentence, params string[] args)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a file", "in the way");

        var (exitCode, output) = await Published.RunAppHostAsync([.. args.Select(arg => arg.Replace("FOLDER", folder.Path, StringComparison.Ordinal))]);

        Assert.Equal(1, exitCode);
        Assert.Contains(sentence.Replace("FOLDER", folder.Path, StringComparison.Ordinal).Replace('/', Path.DirectorySeparatorChar), output.Replace('/', Path.DirectorySeparatorChar), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(["a file"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task AppHost_WhenOneFileCannotBeReplaced_ChangesNone()
    {
        using var folder = new TemporaryFolder();
        var before = folder.Write("aspire-manifest.json", "the manifest before");
        folder.Write("webapp-containerapp.module.bicep/a file", "in the way");

        var (exitCode, output) = await Published.RunAppHostAsync("--publisher", "manifest", "--output-path", folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains($"The manifest cannot be written to '{folder.Path}': 'webapp-containerapp.module.bicep' is a folder there.", output, StringComparison.Ordinal);
        Assert.Equal("the manifest before", await File.ReadAllTextAsync(before));
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(folder.Path).Count());
    }

    [Theory]
    [InlineData("--publisher", "manifest")]
    [InlineData("--operation", "publish")]
    public async Task AppHost_AskedForAJsonFile_WritesTheManifestThereAndStartsNothing(params string[] how)
    {
        using var folder = new TemporaryFolder();
        var manifest = Path.Combine(folder.Path, "not there yet", "apphost-manifest.json");

        // A start would fail for want of this server.
        var (exitCode, output) = await Published.RunAppHostAsync([.. how, "--output-path", manifest, "--AppHost:RedisServer", "/does/not/exist"]);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"Published to '{manifest}'", output, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", output, StringComparison.Ordinal);
        Assert.True(File.Exists(manifest));
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(manifest)!, "env.module.bicep")));
    }
}
