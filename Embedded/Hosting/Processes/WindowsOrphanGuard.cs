using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Embedded.Hosting.Processes;

/// <summary>A job object: Windows ends the processes in it when the AppHost, its only owner, is gone.</summary>
internal sealed partial class WindowsOrphanGuard : IOrphanGuard
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;
    private nint _job;

    public void Start()
    {
        _job = CreateJobObject(0, null);
        var limits = new ExtendedLimits { BasicLimitFlags = KillOnJobClose };
        if (_job == 0 || !SetInformationJobObject(_job, ExtendedLimitInformation, in limits, (uint)Marshal.SizeOf<ExtendedLimits>()))
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    public void Add(ProcessIdentity process)
    {
        try
        {
            using var handle = Process.GetProcessById(process.Id);
            AssignProcessToJobObject(_job, handle.Handle);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    // A process that has ended leaves the job by itself.
    public void Remove(ProcessIdentity process)
    {
    }

    public ValueTask DisposeAsync()
    {
        CloseHandle(_job);
        return ValueTask.CompletedTask;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint CreateJobObject(nint attributes, string? name);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(nint job, int informationClass, in ExtendedLimits limits, uint length);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(nint job, nint process);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION, of which only the flags are used.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimits
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint BasicLimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public ulong ReadOperationCount;
        public ulong WriteOperationCount;
        public ulong OtherOperationCount;
        public ulong ReadTransferCount;
        public ulong WriteTransferCount;
        public ulong OtherTransferCount;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }
}
