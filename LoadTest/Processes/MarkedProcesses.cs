using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Processes;

/// <summary>The processes of one run, which are not all descendants of the first: each has inherited the same environment variable. Found on Linux only.</summary>
internal static class MarkedProcesses
{
    public const string Variable = "LOADTEST_RUN";
    private const string ServiceName = "OTEL_SERVICE_NAME=";

    public static IReadOnlyList<(Process Process, string Name)> Find(string mark)
    {
        var found = new List<(Process, string)>();
        foreach (var process in OperatingSystem.IsLinux() ? Process.GetProcesses() : [])
        {
            if (NameOf(process.Id, mark) is { } name)
            {
                found.Add((process, name));
            }
            else
            {
                process.Dispose();
            }
        }

        return found;
    }

    /// <summary>The name of its resource, or of its program. Null for a process of another run.</summary>
    private static string? NameOf(int id, string mark)
    {
        try
        {
            var environment = Read(id, "environ");
            return !environment.Contains($"{Variable}={mark}") ? null
                : environment.FirstOrDefault(variable => variable.StartsWith(ServiceName, StringComparison.Ordinal)) is { } service ? service[ServiceName.Length..]
                : ProgramOf(Read(id, "cmdline"));
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to another user.
            return null;
        }
    }

    // dotnet /app/Redis.dll, or /tools/dcp run-controllers
    private static string ProgramOf(string[] command) => (Path.GetFileName(command[0]), command.ElementAtOrDefault(1)) switch
    {
        ("dotnet", { } program) => Path.GetFileNameWithoutExtension(program),
        ("dcp", { } task) => $"dcp {task}",
        var (program, _) => program,
    };

    private static string[] Read(int id, string file) =>
        Encoding.UTF8.GetString(File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"))).Split('\0');
}
