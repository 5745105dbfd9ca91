namespace Embedded.Dashboard.Telemetry;

/// <summary>Tells that a store has changed: once for a batch, whatever it held.</summary>
internal sealed class ChangeSignal
{
    private long _version;

    /// <summary>Raised on the thread of the request that brought the batch: handlers must be quick. <see cref="BatchedRefresh"/> is one.</summary>
    public event Action? Changed;

    /// <summary>Grows with each change.</summary>
    public long Version => Interlocked.Read(ref _version);

    public void Raise()
    {
        Interlocked.Increment(ref _version);
        Changed?.Invoke();
    }
}
