using System.Diagnostics;
using System.Globalization;

namespace BlazorAspire.Tests.Support;

/// <summary>Stops a process where it is, and lets it go on. Not on Windows.</summary>
internal static class ProcessPause
{
    /// <summary>Ends when each thread stands still: until then the process may still answer.</summary>
    public static async Task PauseAsync(int process)
    {
        await SignalAsync("-STOP", process);
        while (OperatingSystem.IsLinux() && Directory.EnumerateDirectories($"/proc/{process}/task").Any(IsMoving))
        {
            await Task.Yield();
        }
    }

    public static Task ResumeAsync(int process) => SignalAsync("-CONT", process);

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>"4711 (redis-server) T 1 …": a name may have spaces and brackets in it.</summary>
    private static bool IsMoving(string thread)
    {
        var stat = File.ReadAllText(Path.Combine(thread, "stat"));
        return stat[stat.LastIndexOf(')') + 2] != 'T';
    }
}
