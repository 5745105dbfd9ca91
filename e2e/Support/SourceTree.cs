namespace BlazorAspire.Tests.Support;

/// <summary>The built programs of the repository, in the configuration of these tests.</summary>
internal sealed record SourceTree(string Root, string Configuration)
{
    public static SourceTree Find() =>
        new(Repository.Root, AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug");

    public string Program(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, project, "bin", Configuration), $"{project}.dll", SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc)!;
}
