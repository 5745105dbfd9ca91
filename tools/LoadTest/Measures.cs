using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BlazorAspire.LoadTest;

internal static partial class Machine
{
    // The program itself, its files, and pages that are just being loaded or left.
    private const int ReservedFiles = 200;

    private const int LinuxNumber = 7;
    private const int MacNumber = 8;

    public static string Describe() =>
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.OSArchitecture}), "
        + RuntimeInformation.FrameworkDescription;

    /// <summary>With the commit that it was built from, where that was in a git repository.</summary>
    public static string VersionOf(Assembly assembly) => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void RequireFiles(int connections) => RequireFiles(connections, FileLimit());

    /// <param name="limit">Null where the system sets none, or does not say.</param>
    public static void RequireFiles(int connections, long? limit)
    {
        if (connections + ReservedFiles is var needed && needed > limit)
        {
            throw new MeasurementException(Invariant($"{connections} users need {needed} open files, and this shell allows {limit}. ") + Invariant(
                $"Run 'ulimit -n {needed}' in it first (above its hard limit as root, or in /etc/security/limits.conf), or lower --users."));
        }
    }

    private static long? FileLimit()
    {
        // What holds now, and what it may be raised to.
        var limits = new nuint[2];
        var isKnown = !OperatingSystem.IsWindows() && GetLimit(OperatingSystem.IsMacOS() ? MacNumber : LinuxNumber, ref limits[0]) == 0;
        return isKnown && limits[0] <= int.MaxValue ? (long)limits[0] : null;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, ref nuint limits);
}

internal static class CancellationTokens
{
    /// <summary>A token that is cancelled with this one, and by itself after so long.</summary>
    public static CancellationTokenSource Within(this CancellationToken token, TimeSpan limit)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        source.CancelAfter(limit);
        return source;
    }
}

/// <summary>What repeated measurements of one thing gave.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return new Spread(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The least of the values that so many of a hundred do not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, double percent)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100) - 1)];
    }

    /// <summary>The median, and least to most in brackets.</summary>
    public string ToText(string format)
    {
        var culture = CultureInfo.InvariantCulture;
        return $"{Median.ToString(format, culture)} [{Min.ToString(format, culture)} {Max.ToString(format, culture)}]";
    }
}

/// <summary>A process that this program has not started, known by its id and by when it started: an id alone may come to be another's.</summary>
internal sealed class WatchedProcess
{
    private readonly DateTime _startedAt;

    private WatchedProcess(int id, DateTime startedAt) => (Id, _startedAt) = (id, startedAt);

    public int Id { get; }

    /// <summary>What it has used up to now; null when it has ended.</summary>
    public TimeSpan? ProcessorTime => Read<TimeSpan?>(process => process.TotalProcessorTime);

    /// <summary>Its resident memory in bytes; null when it has ended.</summary>
    public long? Resident => Read<long?>(process => process.WorkingSet64);

    public static WatchedProcess Find(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            _ = process.WorkingSet64;
            return new WatchedProcess(id, process.StartTime);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            var text = Invariant($"There is no process {id}. Give the id of one that runs; a process that is started again has another.");
            throw new MeasurementException(text, gone);
        }
        catch (Exception hidden) when (hidden is Win32Exception or NotSupportedException)
        {
            var text = Invariant($"The memory of process {id} cannot be read: {hidden.Message} Run this as the user whose process it is.");
            throw new MeasurementException(text, hidden);
        }
    }

    private T? Read<T>(Func<Process, T> read)
    {
        try
        {
            using var process = Process.GetProcessById(Id);
            return process.StartTime == _startedAt && !process.HasExited ? read(process) : default;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended, which the caller is told by the missing value.
            return default;
        }
    }
}
