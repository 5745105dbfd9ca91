namespace BlazorAspire.AppHost.Commands;

internal enum ReplicaCondition
{
    /// <summary>Nothing listens at its address: there is nobody to move.</summary>
    Down,

    /// <summary>Takes no new users, or does not answer in time.</summary>
    NotReady,

    Ready,
}
