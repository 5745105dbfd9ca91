using System.Runtime.InteropServices;

namespace BlazorAspire.LoadTest.Processes;

/// <summary>The first Ctrl+C, or request to end, cancels the token so that all is tidied up; the second ends this process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    public Interruption()
    {
        _registrations = [.. Signals.Select(s => PosixSignalRegistration.Create(s, OnSignal))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _count) == 1)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
