namespace BlazorAspire.Circuits.State;

internal enum StateStoreKind
{
    /// <summary>Redis where it is configured, else memory.</summary>
    Auto,

    Redis,

    /// <summary>This process only: for a replica that runs alone.</summary>
    Memory,
}
