namespace BlazorAspire.Circuits;

/// <summary>Allows something at once, and then again only when a time has passed. Of several who ask together one is allowed.</summary>
internal sealed class Throttle(TimeSpan interval, TimeProvider time)
{
    private long _allowedAt = long.MinValue;

    public bool IsAllowed()
    {
        var last = Interlocked.Read(ref _allowedAt);
        return (last == long.MinValue || time.GetElapsedTime(last) >= interval)
            && Interlocked.CompareExchange(ref _allowedAt, time.GetTimestamp(), last) == last;
    }
}
