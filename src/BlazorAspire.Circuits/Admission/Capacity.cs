using BlazorAspire.Circuits.Circuits;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Admission;

/// <summary>Whether this replica has as many users as it may.</summary>
internal sealed class Capacity(LiveCircuits circuits, IOptions<CapacityOptions> options, IMemoryGauge memory, TimeProvider time)
{
    private const double BackBelow = 0.9;
    // Not with each question: all threads stand still meanwhile.
    private readonly Throttle _trims = new(TimeSpan.FromSeconds(30), time);
    private int _isOutOfMemory;

    public bool IsFull => (options.Value.Max > 0 && circuits.Count >= options.Value.Max) || IsOutOfMemory();

    // With one border a replica near it would leave and come back with every collection.
    private bool IsOutOfMemory()
    {
        var most = options.Value.MaxMemory;
        if (most == 0)
        {
            return false;
        }

        var isOut = Decide(memory.Bytes, most);
        if (isOut && _trims.IsAllowed())
        {
            memory.Trim();
            isOut = Decide(memory.Bytes, most);
        }

        return isOut;
    }

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
