using System.Reflection;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Processes;

namespace Embedded.Hosting.Redis;

/// <summary>
/// Finds a Redis server: the executable named by <c>AppHost:RedisServer</c>, else Garnet from the package cache, else an installed
/// redis-server or valkey-server. The password goes into a file that only this user can read, as a command line can be read by all.
/// </summary>
internal static class RedisServer
{
    private const string Setting = "AppHost:RedisServer";
    private static readonly string[] Installed = ["redis-server", "valkey-server"];

    public static ProcessSpec Describe(RedisResource resource, LaunchContext context)
    {
        if (context.Configuration[Setting] is { Length: > 0 } configured)
        {
            return Redis(resource, context, File.Exists(configured) ? configured : OnPath(configured) ?? throw new DistributedApplicationException(
                $"Resource '{resource.Name}': {Setting} is '{configured}', which does not exist. Give the path of a redis-server or valkey-server, or remove the setting to use Garnet."));
        }
        var garnet = GarnetPath();
        if (File.Exists(garnet))
        {
            return Garnet(resource, context, garnet);
        }
        return Installed.Select(OnPath).FirstOrDefault(p => p is not null) is { } found
            ? Redis(resource, context, found)
            : throw new DistributedApplicationException(
                $"Resource '{resource.Name}' cannot start: the package 'garnet-server' was not found when the AppHost was built ('{garnet}' does not exist), and no redis-server or valkey-server is on the PATH. "
                + $"Build again with a package feed that holds garnet-server, or install Redis, or set {Setting} to the path of one.");
    }

    private static ProcessSpec Garnet(RedisResource resource, LaunchContext context, string garnet)
    {
        var settings = new Dictionary<string, object>
        {
            ["Address"] = resource.Endpoint(name: null).Host,
            ["Port"] = resource.Endpoint(name: null).Port,
            ["AuthenticationMode"] = "Password",
            ["Password"] = resource.Password,
            ["LogMemorySize"] = "256m",
            ["IndexSize"] = "16m",
            ["QuietMode"] = true,
        };
        var file = Write(resource, context, "json", JsonSerializer.Serialize(settings));
        var server = new ProcessSpec(context.DotnetHost, [garnet, "--config-import-path", file], context.ScratchDirectory);
        // It has no core to itself here: threads that spin while they wait take more than half of what it uses, and compiling twice the rest of its first minute.
        server.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        server.Environment["DOTNET_TieredPGO"] = "0";
        return server;
    }

    private static ProcessSpec Redis(RedisResource resource, LaunchContext context, string server)
    {
        var file = Write(resource, context, "conf", $"""
            bind {resource.Endpoint(name: null).Host}
            port {resource.Endpoint(name: null).Port}
            requirepass {resource.Password}
            maxmemory 256mb
            maxmemory-policy noeviction
            save ""
            appendonly no

            """);
        return new ProcessSpec(server, [file], context.ScratchDirectory);
    }

    private static string Write(RedisResource resource, LaunchContext context, string extension, string text)
    {
        var file = Path.Combine(context.ScratchDirectory, $"{resource.Name}.{extension}");
        File.WriteAllText(file, text);
        return file;
    }

    private static string GarnetPath() =>
        typeof(RedisServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "garnet-server").Value!;

    private static string? OnPath(string command)
    {
        var file = OperatingSystem.IsWindows() ? $"{command}.exe" : command;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}
