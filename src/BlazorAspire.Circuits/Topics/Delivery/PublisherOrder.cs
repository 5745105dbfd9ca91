namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>
/// Brings the messages of one publisher back into the order of their numbers. The Redis client hands messages to several threads at once, so
/// a later one may come first: it is held until those before it are there, or have had their time.
/// </summary>
internal sealed class PublisherOrder<T>(long now)
{
    private const int MostHeld = 1024;
    private readonly SortedDictionary<long, T> _held = [];
    private long _next;

    /// <summary>When the last message came, as a timestamp.</summary>
    public long LastSeen { get; private set; } = now;

    /// <summary>When something began to wait; null while nothing does.</summary>
    public long? WaitsSince { get; private set; }

    /// <summary>Until the first messages of a publisher are sorted out, nobody knows which of them is the first.</summary>
    public bool IsNew => _next == 0;

    /// <summary>Takes a message in. False where its place has been passed: it came twice, or far too late.</summary>
    public bool TryAccept(long number, T item, long at, List<Ordered<T>> ready)
    {
        LastSeen = at;
        if (number == 1 && IsNew)
        {
            _next = 1;
        }

        if (number < _next || !_held.TryAdd(number, item))
        {
            return false;
        }

        if (!IsNew)
        {
            Release(ready, lost: 0);
        }

        if (_held.Count > MostHeld)
        {
            GiveUp(at, ready);
        }

        WaitsSince = _held.Count == 0 ? null : WaitsSince ?? at;
        return true;
    }

    /// <summary>Goes on without those that have not come.</summary>
    public void GiveUp(long at, List<Ordered<T>> ready)
    {
        if (_held.Count > 0)
        {
            var first = _held.First().Key;
            var lost = IsNew ? 0 : first - _next;
            _next = first;
            Release(ready, lost);
        }

        WaitsSince = _held.Count == 0 ? null : at;
    }

    private void Release(List<Ordered<T>> ready, long lost)
    {
        while (_held.Remove(_next, out var item))
        {
            ready.Add(new Ordered<T>(item, lost));
            lost = 0;
            _next++;
        }
    }
}
