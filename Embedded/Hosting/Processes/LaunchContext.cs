using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Embedded.Hosting.Processes;

/// <summary>What a resource may use to describe its process.</summary>
/// <param name="DotnetHost">The path of the <c>dotnet</c> executable.</param>
/// <param name="ScratchDirectory">A private folder that is removed when the AppHost ends.</param>
/// <param name="Configuration">Settings of the AppHost.</param>
/// <param name="AppHostAssembly">The AppHost, whose metadata tells where projects were built to.</param>
internal sealed record LaunchContext(string DotnetHost, string ScratchDirectory, IConfiguration Configuration, Assembly? AppHostAssembly)
{
    public string? Metadata(string key) =>
        AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == key)?.Value;
}
