namespace Embedded.Dashboard.Circuits;

/// <summary>The circuits of one replica.</summary>
/// <param name="Connected">With a browser on the line; for each step of the grid, null where the replica said nothing.</param>
/// <param name="Disconnected">Those that wait for their browser, now.</param>
/// <param name="Memory">Bytes that one takes, for each step.</param>
public sealed record ReplicaCircuits(string Name, double?[] Connected, double? Disconnected, double?[] Memory)
{
    /// <summary>Null where the replica does not run, or has not been heard of late.</summary>
    public double? Now => Connected.LastOrDefault();

    public double? MemoryNow => Memory.LastOrDefault();
}
