namespace Embedded.Dashboard.Telemetry;

/// <summary>A queue that grows as it needs and whose items keep the number that they got. Not safe for threads.</summary>
internal sealed class NumberedRing<T> where T : class
{
    private T?[] _items = new T?[64];

    /// <summary>The number of the oldest item.</summary>
    public long First { get; private set; }

    /// <summary>The number that the next item gets.</summary>
    public long Next { get; private set; }

    public int Count => (int)(Next - First);

    public T this[long number] => _items[(int)(number % _items.Length)]!;

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Grow();
        }
        _items[(int)(Next++ % _items.Length)] = item;
    }

    public T RemoveFirst()
    {
        ref var place = ref _items[(int)(First++ % _items.Length)];
        var item = place!;
        place = null;
        return item;
    }

    private void Grow()
    {
        var larger = new T?[_items.Length * 2];
        for (var number = First; number < Next; number++)
        {
            larger[(int)(number % larger.Length)] = this[number];
        }
        _items = larger;
    }
}
