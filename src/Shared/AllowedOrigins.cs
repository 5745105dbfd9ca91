using Microsoft.Extensions.Options;

namespace BlazorAspire.Shared;

/// <summary>Origins besides the app's own whose pages may open connections. Gateway and replicas read the same key, so that neither refuses what the other lets pass.</summary>
internal static class AllowedOrigins
{
    private const string Key = "AllowedOrigins";

    /// <summary>Reads <c>AllowedOrigins</c>: <c>https://portal.example.com</c>, one an entry.</summary>
    /// <exception cref="OptionsValidationException">An entry is not an origin.</exception>
    public static IReadOnlySet<string> Read(IConfiguration configuration) =>
        configuration.GetSection(Key).GetChildren().Select(entry => Check(entry.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string Check(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase) ? text
        : throw new OptionsValidationException(Key, typeof(AllowedOrigins),
            [$"AllowedOrigins holds '{text}'. Write origins as scheme, host and port, such as https://portal.example.com."]);
}
