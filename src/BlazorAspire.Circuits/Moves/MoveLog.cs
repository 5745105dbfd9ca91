namespace BlazorAspire.Circuits.Moves;

internal static partial class MoveLog
{
    [LoggerMessage(1401, LogLevel.Debug, "A page could not be asked to move ({Reason}): {Problem}")]
    public static partial void NotMoved(ILogger logger, string reason, string problem);

    [LoggerMessage(1402, LogLevel.Information, "{Users} idle users were asked to move to '{Replica}', which has far fewer.")]
    public static partial void Rebalanced(ILogger logger, int users, string replica);
}
