using System.Diagnostics;
using System.Globalization;

namespace BlazorAspire.LoadTest.Measuring;

/// <summary>A process and those that it has started, such as the workers of a proxy. Only Linux tells of these.</summary>
internal static class ProcessFamily
{
    public static TimeSpan ProcessorTimeOf(int processId) =>
        Members(processId).Select(process => process.TotalProcessorTime).Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    public static long ResidentOf(int processId) => Members(processId).Sum(process => ProcessMemory.Read(process).Resident);

    private static IEnumerable<Process> Members(int processId)
    {
        foreach (var member in ChildrenOf(processId).Prepend(processId))
        {
            using var process = Process.GetProcessById(member);
            yield return process;
        }
    }

    // 4242 4243
    private static IEnumerable<int> ChildrenOf(int processId)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task/{processId}/children");
        return File.Exists(file)
            ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))
            : [];
    }
}
