using BlazorAspire.LoadTest.Commands;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>A file that a report is written to. It is tried before the measurement, whose result must not be lost to a wrong path.</summary>
internal sealed class ReportFile
{
    private readonly string? _path;

    /// <param name="path">Null for none.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public ReportFile(string? path)
    {
        _path = path;
        if (path is not null)
        {
            Try(path);
        }
    }

    public async Task WriteAsync(Func<string> render)
    {
        if (_path is not null)
        {
            await File.WriteAllTextAsync(_path, render());
        }
    }

    private static void Try(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"The report cannot be written to '{path}': {problem.Message} Give a file in a folder that exists.");
        }
    }
}
