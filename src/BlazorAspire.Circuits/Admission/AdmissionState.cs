using BlazorAspire.Shared;

namespace BlazorAspire.Circuits.Admission;

/// <summary>Whether a replica takes new users.</summary>
internal enum AdmissionState
{
    Ready,

    /// <summary>It has as many as it may, and keeps them.</summary>
    Full,

    /// <summary>It is about to end, and gives its users to others.</summary>
    Draining,
}

internal static class AdmissionStates
{
    /// <summary>How a replica that takes no new users says why.</summary>
    public static string Word(this AdmissionState state) => state == AdmissionState.Draining ? ReplicaContract.Draining : ReplicaContract.Full;
}
