using BlazorAspire.LoadTest.Commands.Saving;

namespace BlazorAspire.LoadTest.Commands.SignalR;

/// <summary>One arm in one round: many users for the clicks a second, few for how long a click takes.</summary>
/// <param name="ReplicaTime">Processor time of the replica while the many clicked.</param>
/// <param name="EmulatorTime">The same of the emulator; nothing where it was not on the way.</param>
internal sealed record SignalRRun(ClickRun Many, ClickRun Few, TimeSpan ReplicaTime, TimeSpan EmulatorTime)
{
    public double ReplicaMicroseconds => ReplicaTime.TotalMicroseconds / Many.Latencies.Count;

    public double EmulatorMicroseconds => EmulatorTime.TotalMicroseconds / Many.Latencies.Count;
}
