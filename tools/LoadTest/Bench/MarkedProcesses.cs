using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>The processes of one run, told by a variable that all of them inherit.</summary>
internal sealed class MarkedProcesses
{
    private const double Megabyte = 1024 * 1024;
    private const string ServiceName = "OTEL_SERVICE_NAME=";

    public const string Name = "BLAZOR_LOAD_MARK";

    public string Value { get; } = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Resident megabytes by the name of the resource or of the program; several of one name are one. Without <c>dotnet run</c>, which does nothing but wait. Empty but on Linux.
    /// </summary>
    public Dictionary<string, double> Megabytes()
    {
        var memory = new Dictionary<string, double>();
        foreach (var process in OperatingSystem.IsLinux() ? Process.GetProcesses() : [])
        {
            using (process)
            {
                if (NameOf(process.Id) is { } name)
                {
                    memory[name] = memory.GetValueOrDefault(name) + (process.WorkingSet64 / Megabyte);
                }
            }
        }

        return memory;
    }

    private string? NameOf(int id)
    {
        try
        {
            var environment = Read("environ");
            var command = Read("cmdline");
            return !environment.Contains($"{Name}={Value}") || command is ["dotnet", "run", ..] ? null
                : environment.FirstOrDefault(variable => variable.StartsWith(ServiceName, StringComparison.Ordinal)) is { } service ? service[ServiceName.Length..]
                : Path.GetFileNameWithoutExtension(command is ["dotnet", { } program, ..] ? program : command[0]);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to another user.
            return null;
        }

        string[] Read(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"))).Split('\0');
    }
}
