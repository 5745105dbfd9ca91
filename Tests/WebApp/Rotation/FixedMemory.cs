using BlazorAspire.WebApp.Rotation;

namespace BlazorAspire.Tests.WebApp.Rotation;

internal sealed class FixedMemory : IMemoryGauge
{
    public long Bytes { get; set; }
}
