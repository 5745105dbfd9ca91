using System.Diagnostics;
using System.Globalization;

namespace BlazorAspire.LoadTest.Measuring;

internal static class ProcessMemory
{
    public static MemorySample Read(Process process)
    {
        try
        {
            return ReadRollup(process.Id) ?? new MemorySample(process.WorkingSet64, null);
        }
        catch (InvalidOperationException gone)
        {
            throw new MeasurementException($"Process {process.Id} ended before its memory could be read. See its log, and measure again.", gone);
        }
    }

    private static MemorySample? ReadRollup(int processId)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/smaps_rollup");
        try
        {
            return File.Exists(file) ? SmapsRollup.Parse(File.ReadAllText(file)) : null;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // A hardened kernel keeps it to itself, or the process has ended; the working set, asked for next, tells which.
            return null;
        }
    }
}
