using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace BlazorAspire.LoadTest.Measuring;

/// <summary>A process that this program has not started, known by its id and by when it started: an id alone may come to be another's.</summary>
internal sealed class WatchedProcess
{
    private readonly DateTime _startedAt;

    private WatchedProcess(int id, DateTime startedAt)
    {
        (Id, _startedAt) = (id, startedAt);
    }

    public int Id { get; }

    /// <exception cref="MeasurementException">There is no such process, or its memory is hidden from this user.</exception>
    public static WatchedProcess Find(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            var found = new WatchedProcess(id, process.StartTime);
            ProcessMemory.Read(process);
            return found;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            throw new MeasurementException(string.Create(CultureInfo.InvariantCulture, $"There is no process {id}. Give the id of one that runs; a process that is started again has another."), gone);
        }
        catch (Exception hidden) when (hidden is Win32Exception or NotSupportedException)
        {
            throw new MeasurementException(string.Create(CultureInfo.InvariantCulture, $"The memory of process {id} cannot be read: {hidden.Message} Run this as the user whose process it is."), hidden);
        }
    }

    /// <summary>Its resident memory in bytes; null when it has ended.</summary>
    public long? ReadResident()
    {
        try
        {
            using var process = Process.GetProcessById(Id);
            return process.StartTime == _startedAt && !process.HasExited ? ProcessMemory.Read(process).Resident : null;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception or MeasurementException)
        {
            return null;
        }
    }
}
