namespace BlazorAspire.WebApp.Rotation;

/// <summary>Whether this replica takes new users.</summary>
internal sealed class ReplicaRotation(Capacity capacity)
{
    private int _isDraining;

    public RotationState State => Volatile.Read(ref _isDraining) != 0 ? RotationState.Draining
        : capacity.IsFull ? RotationState.Full
        : RotationState.Ready;

    public void BeginDrain() => Volatile.Write(ref _isDraining, 1);
}
