using Microsoft.Extensions.Configuration;

namespace Embedded.Hosting.Lifecycle;

internal static class PublishMode
{
    /// <summary>Whether a deployment is asked for, be it with a mistake.</summary>
    public static bool IsAskedFor(IConfiguration configuration, IReadOnlyList<string> args) =>
        configuration["publisher"] is not null || args.Count > 0 && (Is(args[^1], "--publisher") || Is(args[^1], "--operation")) || Is(configuration["operation"], "publish");

    private static bool Is(string? text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);
}
