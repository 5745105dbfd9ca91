namespace BlazorAspire.Circuits.Drain;

internal static partial class DrainLog
{
    [LoggerMessage(1501, LogLevel.Information, "This replica is draining: it takes no new users, and {Users} users move to others, {BatchSize} every {Interval} and before {Deadline}.")]
    public static partial void Began(ILogger logger, int users, int batchSize, TimeSpan interval, TimeSpan deadline);

    [LoggerMessage(1502, LogLevel.Information, "This replica is drained: {Moved} users moved in {Seconds:0.0} s.")]
    public static partial void Ended(ILogger logger, int moved, double seconds);

    [LoggerMessage(1503, LogLevel.Warning, "This replica is drained: {Moved} users moved in {Seconds:0.0} s, and {Left} were still there at the deadline. Their state is saved. Raise Drain:Deadline.")]
    public static partial void EndedWithUsersLeft(ILogger logger, int moved, double seconds, int left);

    [LoggerMessage(1504, LogLevel.Information, "The process was asked to end again, and does so without waiting for its users.")]
    public static partial void Cut(ILogger logger);

    [LoggerMessage(1505, LogLevel.Warning, "No other replica takes users, so the {Users} of this one are not moved. Their state is saved, and their pages come back with the next replica.")]
    public static partial void NobodyElse(ILogger logger, int users);
}
