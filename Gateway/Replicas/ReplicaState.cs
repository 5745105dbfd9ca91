namespace BlazorAspire.Gateway.Replicas;

internal enum ReplicaState
{
    /// <summary>Answers, but not with 200: keeps its users and gets no new ones. The state before the first probe.</summary>
    NotReady,

    /// <summary>Gets new users.</summary>
    Ready,

    /// <summary>Cannot be reached: its users are moved.</summary>
    Dead,
}
