using System.Runtime.InteropServices;

namespace Embedded.Hosting.Processes;

/// <summary>Asks a process to end, which the framework cannot.</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;
    private const uint CtrlBreak = 1;

    public static void Terminate(int processId)
    {
        // A failure means that the process is gone, or that it does not listen: the stop ladder's next step finds out which.
        _ = OperatingSystem.IsWindows() ? GenerateConsoleCtrlEvent(CtrlBreak, (uint)processId) : Kill(processId, SigTerm) == 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroupId);
}
