using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Embedded.Hosting.Publish;

/// <summary>What a deployment tool asks for at the command line.</summary>
/// <param name="ManifestPath">The full path of the manifest.</param>
internal sealed record PublishRequest(string ManifestPath)
{
    private const string Manifest = "manifest";
    private const string ManifestFile = "aspire-manifest.json";
    private static readonly string[] Options = ["publisher", "output-path", "operation", "step"];

    public static PublishRequest Read(IConfiguration configuration, IReadOnlyList<string> args)
    {
        foreach (var option in Options)
        {
            var isLast = args.Count > 0 && args[^1].Equals($"--{option}", StringComparison.OrdinalIgnoreCase);
            if (isLast || configuration[option] is { } value && (value.Length == 0 || value.StartsWith("--", StringComparison.Ordinal)))
            {
                throw new DistributedApplicationException($"Option '--{option}' has no value. Write it as --publisher manifest --output-path PATH.");
            }
        }
        if (configuration["publisher"] is { } publisher && !Is(publisher, Manifest))
        {
            throw new DistributedApplicationException(
                $"Publisher '{publisher}' is not known. Use --publisher manifest, or the Aspire packages' publishers with -p:HostProfile=aspire.");
        }
        if (configuration["step"] is { } step && !Is(step, "publish") && !Is(step, "publish-manifest") || Is(configuration["deploy"], "true"))
        {
            throw new DistributedApplicationException(
                "The embedded profile writes what azd deploys, and deploys nothing itself. Use azd up, or aspire deploy with -p:HostProfile=aspire.");
        }
        return configuration["output-path"] is { } path
            ? new PublishRequest(Path.GetFullPath(path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path : Path.Combine(path, ManifestFile)))
            : throw new DistributedApplicationException("Option '--output-path' is missing, so there is no place for the manifest. Add --output-path PATH, a folder or a .json file.");
    }

    private static bool Is(string? text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);
}
