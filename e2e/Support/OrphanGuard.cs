using System.Diagnostics;

namespace BlazorAspire.Tests.Support;

/// <summary>
/// A shell at the other end of a pipe, which closes when this process is gone, even by SIGKILL; the shell then ends what was running.
/// Windows has no such shell, and there only a tidy end is tidied up.
/// </summary>
internal sealed class OrphanGuard : IDisposable
{
    private const string Script = """
        trap '' INT TERM HUP QUIT
        running=0
        while read -r pid; do running=$pid; done
        [ "$running" = 0 ] || kill -TERM "$running"
        """;

    private readonly Process? _shell = OperatingSystem.IsWindows()
        ? null
        : Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true });

    public void Watch(int processId) => Tell(processId);

    public void Forget() => Tell(0);

    public void Dispose()
    {
        _shell?.StandardInput.Close();
        _shell?.WaitForExit();
        _shell?.Dispose();
    }

    private void Tell(int processId)
    {
        _shell?.StandardInput.WriteLine(processId);
        _shell?.StandardInput.Flush();
    }
}
