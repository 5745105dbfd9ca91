namespace BlazorAspire.Gateway.Replicas;

internal enum ReplicaState
{
    /// <summary>Answers, but not with 200: keeps its users and gets no new ones. The state before the first probe.</summary>
    NotReady,

    /// <summary>Gets new users.</summary>
    Ready,

    /// <summary>Says that it has no room: keeps its users and gets no new ones until one leaves.</summary>
    Full,

    /// <summary>Says that it is about to end: its open connections stay, what its users begin anew goes elsewhere.</summary>
    Draining,

    /// <summary>Cannot be reached: its users are moved.</summary>
    Dead,
}
