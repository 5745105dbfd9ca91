using System.Runtime.InteropServices;

namespace BlazorAspire.Tests.Support;

/// <summary>Asks a process to end. <c>dotnet run</c> hands the request on to what it runs.</summary>
internal static partial class StopSignal
{
    private const int SigTerm = 15;
    private const uint CtrlBreak = 1;

    public static void Send(int processId)
    {
        // A failure means that the process is gone or deaf: the wait that follows finds out which.
        _ = OperatingSystem.IsWindows() ? GenerateConsoleCtrlEvent(CtrlBreak, (uint)processId) : Kill(processId, SigTerm) == 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroupId);
}
