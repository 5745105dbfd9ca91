using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting;

namespace Embedded.Hosting.Processes;

internal sealed class SystemProcessLauncher : IProcessLauncher
{
    // What belongs to the AppHost, or to the build that started it, and would mislead a child.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE", "DOTNET_URLS", "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath"];

    public IRunningProcess Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        var process = new Process { StartInfo = StartInfo(OwnSession.Wrap(spec)), EnableRaisingEvents = true };
        try
        {
            return SystemProcess.Start(process, onLine);
        }
        catch (Exception problem) when (problem is Win32Exception or IOException)
        {
            process.Dispose();
            throw new DistributedApplicationException($"'{spec.FileName}' could not be started: {problem.Message} Check that it exists and may be executed.", problem);
        }
    }

    private static ProcessStartInfo StartInfo(ProcessSpec spec)
    {
        var info = new ProcessStartInfo(spec.FileName, spec.Arguments)
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (OperatingSystem.IsWindows())
        {
            info.CreateNewProcessGroup = true;
        }
        foreach (var name in NotInherited)
        {
            info.Environment.Remove(name);
        }
        foreach (var (name, value) in spec.Environment)
        {
            info.Environment[name] = value;
        }
        return info;
    }
}
