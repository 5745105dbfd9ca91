using System.Text.Json;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>The report for programs, with every second of the load.</summary>
internal static class LoadJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Render(LoadResult result) => JsonSerializer.Serialize(result, Options) + "\n";
}
