using System.Diagnostics;

namespace BlazorAspire.LoadTest.Measuring;

/// <summary>Counts the cores that a measurement takes, here and in the process that it measures.</summary>
internal sealed class CoreMeter
{
    private readonly int? _server;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly TimeSpan _client = Environment.CpuUsage.TotalTime;
    private readonly TimeSpan? _serverTime;

    /// <summary>Begins to count.</summary>
    /// <param name="server">The process that is measured; null for none.</param>
    public CoreMeter(int? server, TimeProvider time)
    {
        (_server, _time, _began) = (server, time, time.GetTimestamp());
        _serverTime = ServerTime();
    }

    /// <summary>What was taken since the meter began.</summary>
    public CoreUse Read()
    {
        var elapsed = _time.GetElapsedTime(_began);
        var server = ServerTime() - _serverTime;
        return new CoreUse(CoreUse.Of(Environment.CpuUsage.TotalTime - _client, elapsed), server is { } taken ? CoreUse.Of(taken, elapsed) : null);
    }

    private TimeSpan? ServerTime()
    {
        if (_server is not { } id)
        {
            return null;
        }
        try
        {
            using var process = Process.GetProcessById(id);
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It has ended, which the measurement itself finds out.
            return null;
        }
    }
}
