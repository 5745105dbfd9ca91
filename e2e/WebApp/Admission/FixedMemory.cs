using BlazorAspire.Circuits.Admission;

namespace BlazorAspire.Tests.WebApp.Admission;

internal sealed class FixedMemory : IMemoryGauge
{
    public long Bytes { get; set; }

    /// <summary>Of those, what a trim gives back.</summary>
    public long Unused { get; set; }

    public int Trims { get; private set; }

    public void Trim()
    {
        Trims++;
        Bytes -= Unused;
        Unused = 0;
    }
}
