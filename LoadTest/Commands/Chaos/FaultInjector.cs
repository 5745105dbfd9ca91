using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>Does faults to a running app, by the commands that the dashboard has.</summary>
internal sealed class FaultInjector(AppHostStack stack, TimeProvider time)
{
    /// <summary>Returns when the fault is done; the app may not have all it had before yet.</summary>
    /// <param name="replica">The one that the fault is of; empty for a fault that is not of one.</param>
    /// <returns>Seconds that each drain took.</returns>
    public async Task<IReadOnlyList<double>> InjectAsync(Fault fault, string replica, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await stack.CommandAsync(replica, "kill", cancellationToken);
                break;
            case FaultKind.Drain:
                var drain = await stack.CommandAsync(replica, "drain", cancellationToken);
                await stack.CommandAsync(replica, KnownResourceCommands.StartCommand, cancellationToken);
                return [drain.TotalSeconds];
            case FaultKind.Roll:
                await stack.CommandAsync("webapp", "rolling-restart", cancellationToken);
                break;
            case FaultKind.Pause:
                await CutOffAsync(fault.Seconds, cancellationToken);
                break;
            case FaultKind.Stall:
                await stack.CommandAsync(replica, "kill", cancellationToken);
                await CutOffAsync(fault.Seconds, cancellationToken);
                break;
            default:
                await stack.CommandAsync("gateway", KnownResourceCommands.RestartCommand, cancellationToken);
                break;
        }

        return [];
    }

    private async Task CutOffAsync(int seconds, CancellationToken cancellationToken)
    {
        var argument = new InteractionInput { Name = "seconds", InputType = InputType.Number, Value = seconds.ToString(CultureInfo.InvariantCulture) };
        await stack.CommandAsync("redis", "cut-off", cancellationToken, argument);
        // The command returns at its beginning.
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
    }
}
