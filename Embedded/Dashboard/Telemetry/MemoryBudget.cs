namespace Embedded.Dashboard.Telemetry;

/// <summary>Memory that many share: each asks before it grows.</summary>
internal sealed class MemoryBudget(long bytes)
{
    private long _left = bytes;

    public bool TryTake(long wanted)
    {
        if (Interlocked.Add(ref _left, -wanted) >= 0)
        {
            return true;
        }
        Interlocked.Add(ref _left, wanted);
        return false;
    }

    public void Return(long taken) => Interlocked.Add(ref _left, taken);
}
