using System.Runtime.InteropServices;

namespace Embedded.Hosting.Terminal;

/// <summary>The first Ctrl+C stops everything in order; the second ends the AppHost at once, and the orphan guard the rest.</summary>
internal sealed class ImpatientStop : IDisposable
{
    private const int ExitCode = 130;
    private readonly PosixSignalRegistration _registration;
    private int _count;

    public ImpatientStop(Action<int> exit)
    {
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => OnSignal(exit));
    }

    public void Dispose() => _registration.Dispose();

    private void OnSignal(Action<int> exit)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            exit(ExitCode);
        }
    }
}
