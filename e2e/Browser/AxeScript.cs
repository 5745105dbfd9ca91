using System.Formats.Tar;
using System.IO.Compression;
using BlazorAspire.Tests.Support;
using Microsoft.Playwright;

namespace BlazorAspire.Tests.Browser;

/// <summary>axe-core, the accessibility checker, taken from the npm registry for the time of a test.</summary>
internal static class AxeScript
{
    // Without its preloading, which writes imported style sheets into the page: the page's policy forbids that.
    private const string Run = """
        async () => (await axe.run({ preload: false })).violations
            .filter(found => found.impact === 'serious' || found.impact === 'critical')
            .map(found => `${found.impact}: ${found.help} (${found.nodes.map(node => node.target).join(', ')})`)
        """;

    private const string Package = "axe-core@4.14.1";
    private const string Entry = "package/axe.min.js";
    private static readonly Lazy<Task<string?>> Script = new(DownloadAsync);

    /// <summary>The serious and critical violations of a page. Without npm, or a registry, the test is skipped.</summary>
    public static async Task<string[]> CheckAsync(IPage page)
    {
        var axe = await Script.Value;
        Skip.If(axe is null, "axe-core could not be had from npm. Install Node.js to run this check.");
        await page.EvaluateAsync(axe);
        return await page.EvaluateAsync<string[]>(Run);
    }

    private static async Task<string?> DownloadAsync()
    {
        var npm = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")).FirstOrDefault(File.Exists);
        if (npm is null)
        {
            return null;
        }
        using var folder = new TemporaryFolder();
        var packed = await Command.RunAsync(npm, ["pack", Package, "--silent", "--fetch-retries=0"], folder.Path);
        return packed.ExitCode == 0 ? await ReadAsync(Directory.EnumerateFiles(folder.Path, "*.tgz").Single()) : null;
    }

    private static async Task<string?> ReadAsync(string package)
    {
        await using var file = new GZipStream(File.OpenRead(package), CompressionMode.Decompress);
        await using var archive = new TarReader(file);
        while (await archive.GetNextEntryAsync() is { } entry)
        {
            if (entry.Name == Entry)
            {
                using var reader = new StreamReader(entry.DataStream!);
                return await reader.ReadToEndAsync();
            }
        }
        throw new InvalidDataException($"{Package} holds no {Entry}.");
    }
}
