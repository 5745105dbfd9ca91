namespace BlazorAspire.WebApp.Rotation;

/// <summary>Whether a replica takes new users.</summary>
internal enum RotationState
{
    Ready,

    /// <summary>It has as many as it may, and keeps them.</summary>
    Full,

    /// <summary>It is about to end, and gives its users to others.</summary>
    Draining,
}
