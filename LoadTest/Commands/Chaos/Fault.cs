using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <param name="User">The number of the user whose replica it is done to, from 1 on, so that somebody is hit; 0 for a fault that is not of one replica.</param>
/// <param name="Seconds">How long it lasts; 0 for a fault that is over at once.</param>
internal sealed record Fault(FaultKind Kind, int User = 0, int Seconds = 0)
{
    /// <param name="replica">Which one that is; empty for a fault that is not of one.</param>
    public string Describe(string replica) => Kind switch
    {
        FaultKind.Kill => $"kills {replica}",
        FaultKind.Drain => $"drains {replica} and starts it again",
        FaultKind.Roll => "restarts all replicas, one after the other",
        FaultKind.Pause => string.Create(CultureInfo.InvariantCulture, $"lets Redis stand still for {Seconds} s"),
        FaultKind.Stall => string.Create(CultureInfo.InvariantCulture, $"kills {replica}, and lets Redis stand still for {Seconds} s from then on"),
        _ => "restarts the gateway",
    };
}
