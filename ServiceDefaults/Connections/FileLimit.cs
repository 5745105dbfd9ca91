using System.Runtime.InteropServices;

namespace BlazorAspire.ServiceDefaults.Connections;

/// <summary>How many files and sockets this process may have open, and has. Each connection takes one.</summary>
internal static partial class FileLimit
{
    private const int LinuxNumber = 7;
    private const int MacNumber = 8;
    private static readonly string? OpenFiles = OperatingSystem.IsLinux() ? "/proc/self/fd" : OperatingSystem.IsMacOS() ? "/dev/fd" : null;

    /// <summary>As <c>ulimit -n</c> says; null where the system has no such limit, or does not tell.</summary>
    public static long? Max()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        return GetLimit(OperatingSystem.IsLinux() ? LinuxNumber : MacNumber, out var limit) == 0 && limit.Current <= int.MaxValue ? (long)limit.Current : null;
    }

    public static long? Open()
    {
        try
        {
            return OpenFiles is null ? null : Directory.EnumerateFileSystemEntries(OpenFiles).LongCount();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // At the limit itself there is no file left to count with.
            return Max();
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly nuint Current;
        public readonly nuint Max;
    }
}
