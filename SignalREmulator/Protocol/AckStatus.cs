namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>What became of a request that asked for an answer.</summary>
internal enum AckStatus
{
    Ok = 1,
    NotFound = 2,
    Timeout = 3,
    Error = 4,
    Forbidden = 5,
}
