using System.Runtime.InteropServices;

namespace Embedded.Hosting.Terminal;

/// <summary>
/// Reads standard input as the terminal gives it. The framework's console would switch the terminal to a mode of its own, which
/// stays behind when the AppHost is killed; and a read while a shell has the AppHost in the background would suspend it.
/// </summary>
internal static partial class UnixInput
{
    private const int StandardInput = 0;
    private const int BadDescriptor = 9;

    // EINTR, and EAGAIN on Linux and macOS.
    private static readonly int[] TryAgain = [4, 11, 35];

    public static IEnumerable<string> ReadLines(CancellationToken cancellationToken)
    {
        var lines = new LineBuffer();
        var buffer = new byte[4096];
        while (!cancellationToken.IsCancellationRequested)
        {
            var count = IsOurs() ? ReadSoon(buffer) : Pause();
            if (count is null)
            {
                continue;
            }
            foreach (var line in count > 0 ? lines.Add(buffer.AsSpan(0, count.Value)) : lines.End())
            {
                yield return line;
            }
            // Ctrl+D at a terminal that is still there is a slip, and not the end.
            if (count == 0 && TerminalOwner(StandardInput) < 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Whether typed text is meant for this process. It is too where input is no terminal.</summary>
    private static bool IsOurs() => TerminalOwner(StandardInput) is var owner && (owner < 0 || owner == OwnGroup());

    /// <summary>The bytes read, 0 at the end of the input, null when there is nothing yet.</summary>
    private static int? ReadSoon(byte[] buffer)
    {
        nuint[] descriptors = new nuint[1024 / (8 * IntPtr.Size)];
        descriptors[0] = 1;
        var second = new TimeValue(1, 0);
        var ready = Select(1, ref descriptors[0], 0, 0, ref second);
        if (ready <= 0)
        {
            return ready < 0 && Marshal.GetLastPInvokeError() == BadDescriptor ? 0 : null;
        }
        if (!IsOurs())
        {
            // Sent to the background while it waited.
            return null;
        }
        var count = Read(StandardInput, ref buffer[0], buffer.Length);
        return count >= 0 ? (int)count : TryAgain.Contains(Marshal.GetLastPInvokeError()) ? null : 0;
    }

    private static int? Pause()
    {
        nuint none = 0;
        var second = new TimeValue(1, 0);
        _ = Select(0, ref none, 0, 0, ref second);
        return null;
    }

    [LibraryImport("libc", EntryPoint = "select", SetLastError = true)]
    private static partial int Select(int count, ref nuint read, nint write, nint except, ref TimeValue timeout);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int TerminalOwner(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue(nint seconds, nint microseconds)
    {
        public nint Seconds = seconds;
        public nint Microseconds = microseconds;
    }
}
