namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line, and when it was read.</summary>
internal readonly record struct WrittenLine(LogLine Line, DateTimeOffset At);
