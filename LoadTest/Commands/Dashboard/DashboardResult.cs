namespace BlazorAspire.LoadTest.Commands.Dashboard;

/// <param name="Memory">Bytes that the dashboard had at most while it took the flood.</param>
/// <param name="MemoryAfter">Bytes a moment later.</param>
/// <param name="Usual">Its page at the rate of the goal.</param>
/// <param name="Flood">Its page at five times that.</param>
internal sealed record DashboardResult(long Memory, long MemoryAfter, PageDelay Usual, PageDelay Flood)
{
    public const long MostMemory = 300L * 1024 * 1024;
    public const double MostMilliseconds = 500;

    public bool IsMemoryMet => Memory <= MostMemory;

    public bool IsDelayMet => Usual is { NotSeen: 0, Seen.Length: > 0 } && Usual.P99 <= MostMilliseconds;

    public bool IsGoalMet => IsMemoryMet && IsDelayMet;
}
