using BlazorAspire.LoadTest.Circuits.Rendering;
using BlazorAspire.LoadTest.Commands.Load;
using BlazorAspire.LoadTest.Commands.Starts;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Proxies;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>What is done with each arm at a visit: clicks without a pause, or clicks at a fixed rate, or pages opened and left.</summary>
internal sealed class GatewayLoad(int users, int rate, TimeSpan duration, ServerProcess replica, TimeProvider time)
{
    private const int Ramp = 100;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly ElementSelector Button = ElementSelector.TryParse("[data-testid=counter-button]")!;

    /// <exception cref="MeasurementException">A click failed, so that the figures say nothing.</exception>
    public async Task<DoorClicks> SaturateAsync(FrontDoor door, CancellationToken cancellationToken)
    {
        var (doorBefore, replicaBefore) = (door.ProcessorTime, replica.ProcessorTime);
        var clicks = await ClickAsync(door.Address, 0, cancellationToken);
        var (doorTime, replicaTime) = (door.ProcessorTime - doorBefore, replica.ProcessorTime - replicaBefore);
        return new DoorClicks(
            clicks.Rate, doorTime.TotalMicroseconds / clicks.Operations.Count, clicks.Client.Cores * 1_000_000 / clicks.Rate, replicaTime.TotalMicroseconds / clicks.Operations.Count);
    }

    /// <exception cref="MeasurementException">A click failed, so that the figures say nothing.</exception>
    public async Task<DoorLatency> PaceAsync(FrontDoor door, CancellationToken cancellationToken)
    {
        var clicks = await ClickAsync(door.Address, rate, cancellationToken);
        return new DoorLatency(clicks.Operations.P50!.Value, clicks.Operations.P99!.Value);
    }

    /// <summary>Circuits started a second.</summary>
    /// <exception cref="MeasurementException">A page did not open.</exception>
    public async Task<double> StartAsync(FrontDoor door, CancellationToken cancellationToken) =>
        (await new StartLoad(users, duration, time).RunAsync(door.Address, cancellationToken)).PerSecond;

    /// <param name="due">Clicks due each second over all users; 0 for as many as there can be.</param>
    private async Task<LoadResult> ClickAsync(Uri address, int due, CancellationToken cancellationToken)
    {
        var page = new Uri(address, "/counter");
        var plan = new LoadPlan(page, users, Ramp, TimeSpan.Zero, duration, Timeout, LoadScenario.Click, due, Button, Button, Button, Button, []);
        var result = await new LoadRun(plan, new LoadTarget(address, page), TextWriter.Null, time).RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (result.Errors.Count == 0 && result.Operations.Count > 0)
        {
            return result;
        }
        var problem = result.Errors.Count > 0 ? $"{result.Errors[0].Count} times '{result.Errors[0].Kind}': {result.Errors[0].Example}" : "no click was answered.";
        throw new MeasurementException($"Clicks at {page} failed, so that they are not worth counting: {problem}");
    }
}
