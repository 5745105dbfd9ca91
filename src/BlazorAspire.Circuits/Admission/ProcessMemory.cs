namespace BlazorAspire.Circuits.Admission;

internal sealed class ProcessMemory : IMemoryGauge
{
    public long Bytes => Environment.WorkingSet;

    /// <summary>Without it a replica whose users have left keeps what they took: nothing asks for memory, so nothing is collected.</summary>
    public void Trim() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
