namespace Embedded.Dashboard.Telemetry.Logs;

/// <param name="Kept">Entries that can be read.</param>
/// <param name="Dropped">Older entries that are no longer kept; also the number of the oldest that is.</param>
/// <param name="Refused">Entries that could not be taken, as they were too large.</param>
internal readonly record struct LogCounts(int Kept, long Dropped, long Refused);
