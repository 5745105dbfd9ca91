using System.Diagnostics;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>What this process takes for its circuits.</summary>
internal sealed class ClientMeter
{
    private const double Kilobyte = 1024;

    private readonly long _resident = Resident();
    private readonly long _live = GC.GetTotalMemory(forceFullCollection: true);
    private TimeSpan _processorTime;
    private double _cores;

    /// <summary>The measurement begins.</summary>
    public void Begin() => _processorTime = Environment.CpuUsage.TotalTime;

    /// <summary>The measurement ends.</summary>
    public void End(TimeSpan measured) =>
        _cores = CoreUse.Of(Environment.CpuUsage.TotalTime - _processorTime, measured);

    /// <summary>While the circuits are still open.</summary>
    public ClientUse Read(int circuits)
    {
        // The resident memory first: it is what the load took as it ran, garbage included.
        var resident = Resident();
        var live = GC.GetTotalMemory(forceFullCollection: true);
        return new ClientUse(Math.Round(_cores, 3), Each(resident - _resident), Each(live - _live));

        double? Each(long bytes) => circuits > 0 ? Math.Round(Math.Max(0, bytes) / Kilobyte / circuits, 1) : null;
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return ProcessMemory.Read(process).Resident;
    }
}
