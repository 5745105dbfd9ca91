namespace BlazorAspire.Circuits.State;

internal static partial class StateLog
{
    [LoggerMessage(1301, LogLevel.Warning, "A saved value was not restored and starts anew: {Reason}.")]
    public static partial void NotRestored(ILogger logger, string reason);

    [LoggerMessage(1302, LogLevel.Error, "{Problem}")]
    public static partial void CannotBeSaved(ILogger logger, string problem);

    [LoggerMessage(1303, LogLevel.Warning, "The state of a circuit has {Size} bytes, with '{Name}' the last to grow. Over {Limit} bytes saving and restoring are felt: keep keys and what the user typed, and load the rest.")]
    public static partial void Large(ILogger logger, int size, string name, int limit);

    [LoggerMessage(1304, LogLevel.Warning, "The state store is unavailable: {Reason}. Pages go on; changes are buffered, and saved when it is back.")]
    public static partial void StoreAway(ILogger logger, string reason);

    [LoggerMessage(1305, LogLevel.Information, "The state store is back. The state of {Circuits} circuits is saved again.")]
    public static partial void StoreBack(ILogger logger, int circuits);

    [LoggerMessage(1306, LogLevel.Warning, "The state of a page could not be read in {Limit}: {Reason}. It starts anew, and is restored when the store is back.")]
    public static partial void NotLoaded(ILogger logger, TimeSpan limit, string reason);

    [LoggerMessage(1307, LogLevel.Error, "The unsaved state of a circuit that has ended was given up: {Waiting} others wait for the store. See State:MaxWaiting.")]
    public static partial void GivenUp(ILogger logger, int waiting);

    [LoggerMessage(1308, LogLevel.Warning, "A page that had started without its saved state is shown anew with it: the store is back, and has values that the page did not know.")]
    public static partial void Overruled(ILogger logger);

    [LoggerMessage(1309, LogLevel.Debug, "A render batch went out before its state was saved: the store had no answer in {Limit}.")]
    public static partial void HeldTooLong(ILogger logger, TimeSpan limit);

    [LoggerMessage(1310, LogLevel.Error, "The process ends with the state of {Circuits} circuits not saved: the store did not answer in time.")]
    public static partial void NotAllSaved(ILogger logger, int circuits);
}
