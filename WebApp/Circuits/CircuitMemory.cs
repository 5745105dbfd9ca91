namespace BlazorAspire.WebApp.Circuits;

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
    private readonly Lock _lock = new();
    private Sample? _beforeUsers;
    private Sample? _fewest;

    /// <summary>Null until it can be told: while few have come, and while no collection of garbage has shown what is in use.</summary>
    public long? PerCircuit(int circuits)
    {
        var collection = GC.GetGCMemoryInfo(GCKind.Any);
        return PerCircuit(circuits, collection.Index, collection.HeapSizeBytes - collection.FragmentedBytes);
    }

    internal long? PerCircuit(int circuits, long collection, long bytes)
    {
        var now = new Sample(circuits, collection, bytes);
        lock (_lock)
        {
            if (_fewest is null && circuits == 0)
            {
                _beforeUsers = now;
            }
            else if (_beforeUsers is { } before && collection > before.Collection && circuits <= (_fewest?.Circuits ?? int.MaxValue))
            {
                _fewest = now;
            }

            return now.PerCircuitSince(_fewest, Enough) ?? now.PerCircuitSince(_beforeUsers, EnoughWithTheFirst);
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
