namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>What a message to a client holds.</summary>
internal enum DataKind
{
    None = 0,
    Handshake = 1,
    Invocation = 2,
    Other = 3,
    Close = 4,
}
