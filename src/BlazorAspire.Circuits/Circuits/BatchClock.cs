namespace BlazorAspire.Circuits.Circuits;

/// <summary>Times render batches on their way to a page and back, one after the other.</summary>
internal sealed class BatchClock
{
    private readonly Lock _lock = new();
    private (long Batch, long At)? _timed;

    public void Sent(long batch, long at)
    {
        lock (_lock)
        {
            _timed ??= (batch, at);
        }
    }

    /// <summary>When the batch left whose confirmation this is; null for one that was not timed.</summary>
    public long? Confirmed(long batch)
    {
        lock (_lock)
        {
            if (_timed is not { } timed || batch < timed.Batch)
            {
                return null;
            }

            _timed = null;
            // A page may confirm several by the last of them: that says nothing of the first.
            return batch == timed.Batch ? timed.At : null;
        }
    }
}
