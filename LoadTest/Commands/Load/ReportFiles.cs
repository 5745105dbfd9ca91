using System.Text.Json;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>The files that a report is written to. They are tried before the load: its result must not be lost to a wrong path.</summary>
internal sealed class ReportFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string? _json;
    private readonly string? _html;

    /// <param name="json">Null for none, as the other.</param>
    /// <exception cref="UsageException">One of them cannot be written.</exception>
    public ReportFiles(string? json, string? html)
    {
        (_json, _html) = (json, html);
        foreach (var file in new[] { json, html }.OfType<string>())
        {
            Try(file);
        }
    }

    public async Task WriteAsync(LoadResult result)
    {
        if (_json is not null)
        {
            await File.WriteAllTextAsync(_json, ToJson(result));
        }
        if (_html is not null)
        {
            await File.WriteAllTextAsync(_html, LoadPage.Render(result));
        }
    }

    public static string ToJson(LoadResult result) => JsonSerializer.Serialize(result, Json) + "\n";

    private static void Try(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"The report cannot be written to '{file}': {problem.Message} Give a file in a folder that exists.");
        }
    }
}
