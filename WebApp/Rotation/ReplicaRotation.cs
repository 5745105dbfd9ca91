namespace BlazorAspire.WebApp.Rotation;

/// <summary>Whether this replica takes new users.</summary>
internal sealed class ReplicaRotation(Capacity capacity)
{
    private DrainProgress? _drain;

    public RotationState State => Drain is not null ? RotationState.Draining
        : capacity.IsFull ? RotationState.Full
        : RotationState.Ready;

    /// <summary>Null until a drain begins; it has no end but the process's.</summary>
    public DrainProgress? Drain => Volatile.Read(ref _drain);

    public void BeginDrain() => ReportDrain(new DrainProgress(0, 0));

    public void ReportDrain(DrainProgress progress) => Volatile.Write(ref _drain, progress);
}
