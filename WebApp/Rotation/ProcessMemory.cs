namespace BlazorAspire.WebApp.Rotation;

internal sealed class ProcessMemory : IMemoryGauge
{
    public long Bytes => Environment.WorkingSet;
}
