namespace BlazorAspire.Circuits.State.Sessions;

/// <param name="Changed">Values that have changed here.</param>
/// <param name="Again">Values that the store had once, and may have forgotten.</param>
/// <param name="Version">The version of all values when these were taken.</param>
internal sealed record StateChanges(IReadOnlyList<StateEntry> Changed, IReadOnlyList<StateEntry> Again, long Version)
{
    public IEnumerable<StateEntry> All => Changed.Concat(Again);
}
