using System.Globalization;
using System.Runtime.InteropServices;

namespace BlazorAspire.LoadTest;

/// <summary>How many files and connections this process may have open at once.</summary>
internal static partial class OpenFiles
{
    // The program itself, its files, and pages that are just being loaded or left.
    private const int Reserve = 200;

    private const int LinuxNumber = 7;
    private const int MacNumber = 8;

    /// <summary>Null where the system sets no limit, or does not say.</summary>
    public static long? Limit
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return null;
            }

            // What holds now, and what it may be raised to.
            var limits = new nuint[2];
            return GetLimit(OperatingSystem.IsMacOS() ? MacNumber : LinuxNumber, ref limits[0]) == 0 && limits[0] <= int.MaxValue ? (long)limits[0] : null;
        }
    }

    /// <exception cref="MeasurementException">Not so many connections can be open.</exception>
    public static void Require(int connections, long? limit)
    {
        if (connections + Reserve > limit)
        {
            throw new MeasurementException(string.Create(
                CultureInfo.InvariantCulture,
                $"{connections} users need {connections + Reserve} open files, and this shell allows {limit}. Run 'ulimit -n {connections + Reserve}' in it first (above its hard limit as root, or in /etc/security/limits.conf), or lower --users."));
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, ref nuint limits);
}
