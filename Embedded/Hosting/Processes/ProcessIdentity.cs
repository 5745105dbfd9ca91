namespace Embedded.Hosting.Processes;

/// <summary>Names a process for good: an id alone is given to another process once the first has ended.</summary>
internal readonly record struct ProcessIdentity(int Id, DateTime StartTime);
