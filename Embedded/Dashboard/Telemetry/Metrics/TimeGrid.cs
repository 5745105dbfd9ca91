namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>The moments at which a chart has values: <see cref="Count"/> steps, the last of which ends at <see cref="End"/>.</summary>
public readonly record struct TimeGrid(DateTimeOffset End, TimeSpan Step, int Count)
{
    public DateTimeOffset Start => End - (Step * Count);

    /// <summary>A grid that moves in whole steps, so that a chart does not tremble when it is drawn again.</summary>
    public static TimeGrid Last(TimeSpan range, TimeSpan step, DateTimeOffset now) =>
        new(new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step.Ticks), TimeSpan.Zero), step, (int)(range.Ticks / step.Ticks));

    /// <summary>When a step ends; step -1 ends where the grid begins.</summary>
    public DateTimeOffset EndOf(int step) => End - (Step * (Count - 1 - step));
}
