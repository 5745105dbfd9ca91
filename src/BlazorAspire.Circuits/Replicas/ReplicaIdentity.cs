using System.Reflection;

namespace BlazorAspire.Circuits;

/// <summary>Who this process is among its siblings. Also the body of <c>GET /replica</c>, while the app is developed.</summary>
/// <param name="Name"><c>Replica:Name</c>; in Azure Container Apps the platform's name; else the machine's.</param>
/// <param name="ProcessId">The number of the process on its machine.</param>
/// <param name="StartedAt">When the process started.</param>
/// <param name="Version"><c>Replica:Version</c>, else the app's, without the commit.</param>
public sealed record ReplicaIdentity(string Name, int ProcessId, DateTimeOffset StartedAt, string Version)
{
    internal static ReplicaIdentity Of(IConfiguration configuration, Assembly app, TimeProvider time) => new(
        NameIn(configuration),
        Environment.ProcessId,
        time.GetUtcNow(),
        FirstWithText(configuration["Replica:Version"]) ?? VersionOf(app));

    /// <summary>The configured name; in Azure Container Apps the platform's name; else the machine's.</summary>
    internal static string NameIn(IConfiguration configuration) =>
        FirstWithText(configuration["Replica:Name"], configuration["CONTAINER_APP_REPLICA_NAME"]) ?? Environment.MachineName;

    private static string? FirstWithText(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (!string.IsNullOrWhiteSpace(name))
            {
                return name.Trim();
            }
        }

        return null;
    }

    private static string VersionOf(Assembly assembly)
    {
        // "0.1.0+3f2c…": the commit is for machines.
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? assembly.GetName().Version?.ToString(3) ?? "unknown";
    }
}
