namespace BlazorAspire.Circuits.Admission;

/// <summary>Whether this replica takes new users.</summary>
internal sealed class ReplicaAdmission(Capacity capacity)
{
    private DrainProgress? _drain;

    public AdmissionState State => Drain is not null ? AdmissionState.Draining
        : capacity.IsFull ? AdmissionState.Full
        : AdmissionState.Ready;

    /// <summary>Null until a drain begins; it has no end but the process's.</summary>
    public DrainProgress? Drain => Volatile.Read(ref _drain);

    public void BeginDrain() => ReportDrain(new DrainProgress(0, 0));

    public void ReportDrain(DrainProgress progress) => Volatile.Write(ref _drain, progress);
}
