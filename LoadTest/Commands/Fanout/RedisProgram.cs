using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>A Redis server that this machine has.</summary>
/// <param name="Arguments">All but the port.</param>
internal sealed record RedisProgram(string Name, string File, IReadOnlyList<string> Arguments)
{
    public static IReadOnlyList<RedisProgram> Find()
    {
        RedisProgram[] found = [.. Garnet(), .. Redis()];
        return found.Length > 0 ? found : throw new MeasurementException(
            "There is neither 'garnet-server' in the NuGet cache nor 'redis-server' on the PATH. Build the solution in the embedded profile, or install Redis.");
    }

    private static IEnumerable<RedisProgram> Garnet()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var folder = Path.Combine(cache, "garnet-server");
        var program = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "GarnetServer.dll", SearchOption.AllDirectories).Order().LastOrDefault() : null;
        return program is null ? [] : [new RedisProgram("Garnet", "dotnet", [program, "--bind", "127.0.0.1", "--memory", "256m", "--index", "16m"])];
    }

    private static IEnumerable<RedisProgram> Redis()
    {
        var name = OperatingSystem.IsWindows() ? "redis-server.exe" : "redis-server";
        var program = ProgramPath.Find(name);
        return program is null ? [] : [new RedisProgram("redis-server", program, ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])];
    }
}
