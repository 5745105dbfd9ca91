namespace BlazorAspire.Circuits.Circuits;

/// <summary>
/// What a circuit takes: the managed memory above that of a time with fewer circuits, shared by those that have come since. The first users
/// also bring into memory what serves all, so a time after them is compared with where there is one.
/// </summary>
internal sealed class CircuitMemory
{
    /// <summary>What the framework's documentation plans for one.</summary>
    public const long PlannedBytes = 250 * 1024;

    private const int Enough = 10;
    private const int EnoughWithTheFirst = 50;
    private const double Share = 0.1;
    private readonly Lock _lock = new();
    private Sample? _beforeUsers;
    private Sample? _fewest;
    private Sample? _last;
    private long? _perCircuit;

    /// <summary>Null until it can be told: while few have come, and while no collection of the whole heap has shown what is in use.</summary>
    public long? PerCircuit(int circuits)
    {
        // Collections of young objects leave old garbage, which would count as in use.
        var (blocking, background) = (GC.GetGCMemoryInfo(GCKind.FullBlocking), GC.GetGCMemoryInfo(GCKind.Background));
        var last = blocking.Index > background.Index ? blocking : background;
        return last.Index == 0 ? null : PerCircuit(circuits, last.Index, last.HeapSizeBytes - last.FragmentedBytes);
    }

    /// <summary>Whether a collection now would tell something new.</summary>
    public bool IsStale(int circuits)
    {
        lock (_lock)
        {
            return _last is not { } last || Math.Abs(circuits - last.Circuits) >= Math.Max(Enough, last.Circuits * Share);
        }
    }

    internal long? PerCircuit(int circuits, long collection, long bytes)
    {
        lock (_lock)
        {
            if (collection == _last?.Collection)
            {
                // The bytes are of then, so the circuits of now would not go with them.
                return _perCircuit;
            }

            var now = new Sample(circuits, collection, bytes);
            _last = now;
            if (_fewest is null && circuits == 0)
            {
                _beforeUsers = now;
            }
            else if (_beforeUsers is { } before && collection > before.Collection && circuits <= (_fewest?.Circuits ?? int.MaxValue))
            {
                _fewest = now;
            }

            return _perCircuit = now.PerCircuitSince(_fewest, Enough) ?? now.PerCircuitSince(_beforeUsers, EnoughWithTheFirst);
        }
    }

    private readonly record struct Sample(int Circuits, long Collection, long Bytes)
    {
        public long? PerCircuitSince(Sample? then, int enough) =>
            then is { } earlier && Collection > earlier.Collection && Circuits - earlier.Circuits >= enough
                ? Math.Max(0, Bytes - earlier.Bytes) / (Circuits - earlier.Circuits)
                : null;
    }
}
