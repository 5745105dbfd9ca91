namespace BlazorAspire.Gateway.Telemetry;

/// <summary>Why a user got another replica.</summary>
internal enum MoveReason
{
    Draining,
    Dead,

    /// <summary>The replica asked for it: it is full, or of another version, or has more users than others.</summary>
    Asked,
}
