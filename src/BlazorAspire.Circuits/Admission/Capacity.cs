using BlazorAspire.Circuits.Circuits;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Admission;

/// <summary>Whether this replica has as many users as it may.</summary>
internal sealed class Capacity(LiveCircuits circuits, IOptions<CapacityOptions> options, IMemoryGauge memory)
{
    private const double BackBelow = 0.9;
    private int _isOutOfMemory;

    public bool IsFull => (options.Value.Max > 0 && circuits.Count >= options.Value.Max) || IsOutOfMemory;

    public bool IsOutOfMemory => options.Value.MaxMemory is > 0 and var most && Decide(memory.Bytes, most);

    // With one border a replica near it would leave and come back with every collection.
    private bool Decide(long used, long most)
    {
        if (used >= most)
        {
            Volatile.Write(ref _isOutOfMemory, 1);
        }
        else if (used < most * BackBelow)
        {
            Volatile.Write(ref _isOutOfMemory, 0);
        }

        return Volatile.Read(ref _isOutOfMemory) != 0;
    }
}
