namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>What is done to the app while users click.</summary>
internal enum FaultKind
{
    /// <summary>A replica ends by SIGKILL, and is started again.</summary>
    Kill,

    /// <summary>A replica moves its users, ends, and is started again.</summary>
    Drain,

    /// <summary>Every replica is replaced, one after the other.</summary>
    Roll,

    /// <summary>Redis stands still for some seconds: it keeps its connections, and answers nothing.</summary>
    Pause,

    /// <summary>A replica ends by SIGKILL, and Redis stands still right after it: just when pages are loaded anew and want their state.</summary>
    Stall,

    /// <summary>The gateway ends, and is started again.</summary>
    Gateway,
}
