namespace BlazorAspire.LoadTest.Circuits;

internal enum BrowserEventKind
{
    /// <summary>A page was loaded and is interactive.</summary>
    Opened,

    /// <summary>The connection is gone, and the page tries to get it back.</summary>
    Lost,

    /// <summary>The same circuit goes on, on a new connection.</summary>
    Reconnected,

    /// <summary>The server asked the page to move.</summary>
    Moving,

    /// <summary>The user has paused the circuit: the page has no connection, and wants none.</summary>
    Paused,

    /// <summary>The paused circuit goes on, with another secret and on a new connection.</summary>
    Resumed,

    /// <summary>A try to come back was refused, and the page tries again.</summary>
    Refused,
}

/// <param name="Problem">What went wrong, where something did.</param>
internal sealed record BrowserEvent(BrowserEventKind Kind, string Text, Exception? Problem = null);
