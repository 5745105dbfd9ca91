using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>Does faults to a running app, by the commands that a person has at its terminal.</summary>
internal sealed class FaultInjector(AppHostStack stack)
{
    /// <summary>Returns when the fault is done; the app may not have all it had before yet.</summary>
    /// <param name="replica">The one that the fault is of; empty for a fault that is not of one.</param>
    public async Task InjectAsync(Fault fault, string replica, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await stack.CommandAsync("kill", replica, null, cancellationToken);
                break;
            case FaultKind.Drain:
                await stack.CommandAsync("drain", replica, null, cancellationToken);
                await stack.CommandAsync("start", replica, null, cancellationToken);
                break;
            case FaultKind.Roll:
                await stack.CommandAsync("rolling-restart", "gateway", null, cancellationToken);
                break;
            case FaultKind.Pause:
                await stack.CommandAsync("cut", "redis", fault.Seconds, cancellationToken);
                break;
            case FaultKind.Stall:
                await stack.CommandAsync("kill", replica, null, cancellationToken);
                await stack.CommandAsync("cut", "redis", fault.Seconds, cancellationToken);
                break;
            default:
                await stack.CommandAsync("restart", "gateway", null, cancellationToken);
                break;
        }
    }
}
