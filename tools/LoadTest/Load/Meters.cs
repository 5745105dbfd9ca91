using System.Globalization;

namespace BlazorAspire.LoadTest.Load;

/// <summary>What this process takes for its circuits.</summary>
internal sealed class ClientMeter
{
    private const double Kilobyte = 1024;

    private readonly long _resident = Environment.WorkingSet;
    private readonly long _live = GC.GetTotalMemory(forceFullCollection: true);
    private TimeSpan _processorTime;
    private double _cores;

    /// <summary>The measurement begins.</summary>
    public void Begin() => _processorTime = Environment.CpuUsage.TotalTime;

    /// <summary>The measurement ends.</summary>
    public void End(TimeSpan measured) => _cores = measured > TimeSpan.Zero ? (Environment.CpuUsage.TotalTime - _processorTime) / measured : 0;

    /// <summary>While the circuits are still open.</summary>
    public ClientUse Read(int circuits)
    {
        // The resident memory first: it is what the load took as it ran, garbage included.
        var resident = Environment.WorkingSet;
        var live = GC.GetTotalMemory(forceFullCollection: true);
        return new ClientUse(Math.Round(_cores, 3), Each(resident - _resident), Each(live - _live));

        double? Each(long bytes) => circuits > 0 ? Math.Round(Math.Max(0, bytes) / Kilobyte / circuits, 1) : null;
    }
}

/// <summary>What the processes of the app take for the circuits.</summary>
internal sealed class ServerMeter
{
    private const double Kilobyte = 1024;
    private const double Megabyte = 1024 * Kilobyte;

    private readonly WatchedProcess[] _processes;
    private long?[] _before = [];

    /// <exception cref="MeasurementException">One of them does not run, or its memory is hidden from this user.</exception>
    public ServerMeter(IReadOnlyList<int> processIds) => _processes = [.. processIds.Select(WatchedProcess.Find)];

    /// <summary>Before the first user comes.</summary>
    public void Begin() => _before = Read();

    /// <summary>While the circuits are still open. Null where no process is watched.</summary>
    public ServerUse? End(int circuits)
    {
        if (_processes.Length == 0)
        {
            return null;
        }

        var after = Read();
        var ended = _processes.Where((_, index) => _before[index] is null || after[index] is null).ToArray();
        if (ended.Length > 0)
        {
            return new ServerUse(_processes.Length, null, null, null, Describe(ended));
        }

        var (from, to) = (_before.Sum(bytes => bytes!.Value), after.Sum(bytes => bytes!.Value));
        double? each = circuits > 0 ? Math.Round(Math.Max(0, to - from) / Kilobyte / circuits, 1) : null;
        return new ServerUse(_processes.Length, Math.Round(from / Megabyte, 1), Math.Round(to / Megabyte, 1), each, null);
    }

    private long?[] Read() => [.. _processes.Select(process => process.Resident)];

    private static string Describe(WatchedProcess[] ended) =>
        $"not known: {(ended.Length == 1 ? "process" : "processes")} {string.Join(", ", ended.Select(process => process.Id.ToString(CultureInfo.InvariantCulture)))} ended during the load";
}
