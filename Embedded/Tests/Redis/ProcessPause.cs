using System.Diagnostics;

namespace Embedded.Tests.Redis;

/// <summary>Stops a process where it is, and lets it go on. Not on Windows.</summary>
internal static class ProcessPause
{
    public static Task PauseAsync(Process process) => SignalAsync("-STOP", process);

    public static Task ResumeAsync(Process process) => SignalAsync("-CONT", process);

    private static async Task SignalAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
