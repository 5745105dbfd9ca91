using System.Collections.Concurrent;

namespace Embedded.Tests.Hosting.Publish;

/// <summary>The app as it is published in each way, once for all tests. Its secrets are known to the AppHost.</summary>
public sealed class PublishedVariants : IDisposable
{
    public const string Plain = "redis";
    public const string Secret = "NotToBeSeen";

    private static readonly Dictionary<string, string[]> Options = new()
    {
        [Plain] = [],
        ["none"] = ["--backplane", "none"],
        ["azure-signalr"] = ["--backplane", "azure-signalr"],
        ["application-insights"] = ["--Deploy:ApplicationInsights", "true"],
    };

    private readonly ConcurrentDictionary<string, Task<Published>> _published = new();

    public static IEnumerable<string> Names => Options.Keys;

    public void Dispose()
    {
        foreach (var published in _published.Values.Where(p => p.IsCompletedSuccessfully))
        {
            published.Result.Dispose();
        }
    }

    internal Task<Published> OfAsync(string variant) => _published.GetOrAdd(variant, name => Published.RunAsync(
        [.. Options[name], "--Parameters:redis-password", Secret, "--Parameters:applicationinsights-connection", Secret]));
}
