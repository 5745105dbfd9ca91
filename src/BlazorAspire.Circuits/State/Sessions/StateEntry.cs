namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>One durable value as it was last captured.</summary>
internal sealed record StateEntry(string Name, string Field, StateScope Scope, byte[] Json)
{
    /// <summary>It was made on a page that had to start without its saved state: what the store has of it may be worth more.</summary>
    public bool IsBlind { get; init; }

    public int Size => Name.Length + Json.Length;

    /// <summary>What the store has, and what is newer here.</summary>
    public static IReadOnlyList<StateEntry> Merge(IReadOnlyList<StateEntry> stored, IEnumerable<StateEntry> unsaved)
    {
        var names = stored.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        return [.. stored, .. unsaved.Where(entry => !entry.IsBlind || !names.Contains(entry.Name)).Select(entry => entry with { IsBlind = false })];
    }
}
