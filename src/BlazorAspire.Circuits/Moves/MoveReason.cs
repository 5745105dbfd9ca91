namespace BlazorAspire.Circuits.Moves;

internal enum MoveReason
{
    /// <summary>The replica is about to end.</summary>
    Drain,

    /// <summary>The user has chosen the new version of the app.</summary>
    Version,

    /// <summary>Another replica has far fewer users.</summary>
    Rebalance,

    /// <summary>The page was shown without its saved values, which the store can give by now.</summary>
    Restore,
}
