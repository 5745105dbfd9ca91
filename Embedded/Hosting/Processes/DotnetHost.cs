using System.Runtime.InteropServices;
using Aspire.Hosting;

namespace Embedded.Hosting.Processes;

internal static class DotnetHost
{
    /// <summary>Finds the host of the runtime that this process runs on, three folders above its libraries.</summary>
    public static string Find()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host)
            ? host
            : throw new DistributedApplicationException(
                $"The .NET host '{host}' does not exist, so no project can be started. Install the .NET 10 SDK (https://dot.net), and run the AppHost with it.");
    }
}
