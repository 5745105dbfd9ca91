using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <param name="Replica">The number of the replica that it is done to, from 1 on; 0 for a fault that is not of one replica.</param>
/// <param name="Seconds">How long it lasts; 0 for a fault that is over at once.</param>
internal sealed record Fault(FaultKind Kind, int Replica = 0, int Seconds = 0)
{
    public string ReplicaName => string.Create(CultureInfo.InvariantCulture, $"webapp-{Replica}");

    public override string ToString() => Kind switch
    {
        FaultKind.Kill => $"kills {ReplicaName}",
        FaultKind.Drain => $"drains {ReplicaName} and starts it again",
        FaultKind.Roll => "restarts all replicas, one after the other",
        FaultKind.Pause => string.Create(CultureInfo.InvariantCulture, $"lets Redis stand still for {Seconds} s"),
        FaultKind.Stall => string.Create(CultureInfo.InvariantCulture, $"kills {ReplicaName}, and lets Redis stand still for {Seconds} s from then on"),
        _ => "restarts the gateway",
    };
}
