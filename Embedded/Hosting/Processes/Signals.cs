using System.Runtime.InteropServices;

namespace Embedded.Hosting.Processes;

/// <summary>What a process can be asked, and the framework cannot ask.</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;
    private const uint CtrlBreak = 1;

    // Numbered differently by the systems.
    private static readonly int SigStop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int SigCont = OperatingSystem.IsMacOS() ? 19 : 18;

    // A failure means that the process is gone, or that it does not listen: the stop ladder's next step finds out which.
    public static void Terminate(int processId) =>
        _ = OperatingSystem.IsWindows() ? GenerateConsoleCtrlEvent(CtrlBreak, (uint)processId) : Kill(processId, SigTerm) == 0;

    /// <param name="processId">The process.</param>
    /// <param name="handle">The same, as Windows knows it.</param>
    public static void Pause(int processId, IntPtr handle) =>
        _ = OperatingSystem.IsWindows() ? NtSuspendProcess(handle) : Kill(processId, SigStop);

    /// <inheritdoc cref="Pause" />
    public static void Resume(int processId, IntPtr handle) =>
        _ = OperatingSystem.IsWindows() ? NtResumeProcess(handle) : Kill(processId, SigCont);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroupId);

    [LibraryImport("ntdll")]
    private static partial int NtSuspendProcess(IntPtr process);

    [LibraryImport("ntdll")]
    private static partial int NtResumeProcess(IntPtr process);
}
