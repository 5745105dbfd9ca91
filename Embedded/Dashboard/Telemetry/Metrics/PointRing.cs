namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>
/// The newest points of one series, in order of time. It grows while the budget lets it, and then gives up its oldest point for a new
/// one. A value that stays the same takes two points, however long it stays. Not safe for threads.
/// </summary>
internal sealed class PointRing<T>(int most, int bytesOfPoint, MemoryBudget budget) where T : IEquatable<T>
{
    private const int FirstCapacity = 4;

    private Timed<T>[] _points = [];
    private int _first;

    public int Count { get; private set; }

    public Timed<T> this[int index] => _points[(_first + index) % _points.Length];

    public Timed<T>? Last => Count == 0 ? null : this[Count - 1];

    /// <summary>False for a point that is older than the last one.</summary>
    public bool TryAdd(DateTimeOffset at, T value)
    {
        if (Last is { } last && at < last.At)
        {
            return false;
        }

        var replaces = Last is { } newest && (newest.At == at || IsThird(value));
        if (!replaces)
        {
            if (Count == _points.Length && !TryGrow())
            {
                if (_points.Length == 0)
                {
                    return false;
                }
                _first = (_first + 1) % _points.Length;
                Count--;
            }
            Count++;
        }
        _points[(_first + Count - 1) % _points.Length] = new Timed<T>(at, value);
        return true;
    }

    public Timed<T>[] ToArray()
    {
        var points = new Timed<T>[Count];
        for (var i = 0; i < Count; i++)
        {
            points[i] = this[i];
        }
        return points;
    }

    public void Clear()
    {
        budget.Return((long)_points.Length * bytesOfPoint);
        (_points, _first, Count) = ([], 0, 0);
    }

    private bool IsThird(T value) => Count > 1 && this[Count - 1].Value.Equals(value) && this[Count - 2].Value.Equals(value);

    private bool TryGrow()
    {
        var capacity = Math.Min(Math.Max(FirstCapacity, _points.Length * 2), most);
        if (capacity == _points.Length || !budget.TryTake((long)(capacity - _points.Length) * bytesOfPoint))
        {
            return false;
        }
        var larger = new Timed<T>[capacity];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }
        (_points, _first) = (larger, 0);
        return true;
    }
}
