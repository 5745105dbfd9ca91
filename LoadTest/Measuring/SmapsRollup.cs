using System.Globalization;

namespace BlazorAspire.LoadTest.Measuring;

/// <summary>Reads what Linux says of a process in <c>/proc/PID/smaps_rollup</c>.</summary>
internal static class SmapsRollup
{
    private const long Kilobyte = 1024;

    public static MemorySample? Parse(string text)
    {
        var resident = Find(text, "Rss:");
        var proportional = Find(text, "Pss:");
        return resident is { } bytes ? new MemorySample(bytes, proportional) : null;
    }

    // Rss:              112308 kB
    private static long? Find(string text, string name)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name) && line.EndsWith("kB"))
            {
                return long.Parse(line[name.Length..^2].Trim(), CultureInfo.InvariantCulture) * Kilobyte;
            }
        }
        return null;
    }
}
