using BlazorAspire.LoadTest.Circuits.Rendering;
using BlazorAspire.LoadTest.Commands.Load;
using BlazorAspire.LoadTest.Commands.Starts;
using BlazorAspire.LoadTest.Proxies;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>What is done with each arm at each visit: clicks without a pause, clicks at a fixed rate, and pages opened and left.</summary>
internal sealed class GatewayLoad(int users, int rate, TimeSpan duration, TimeProvider time)
{
    private const int Ramp = 100;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly ElementSelector Button = ElementSelector.TryParse("[data-testid=counter-button]")!;

    public async Task<GatewayRun> RunAsync(FrontDoor door, CancellationToken cancellationToken)
    {
        var before = door.ProcessorTime;
        var saturated = await ClickAsync(door.Address, 0, cancellationToken);
        var doorTime = door.ProcessorTime - before;
        var paced = await ClickAsync(door.Address, rate, cancellationToken);
        var starts = await new StartLoad(users, duration, time).RunAsync(door.Address, cancellationToken);
        return GatewayRun.Of(saturated, doorTime, paced, starts);
    }

    /// <param name="due">Clicks due each second over all users; 0 for as many as there can be.</param>
    private async Task<LoadResult> ClickAsync(Uri address, int due, CancellationToken cancellationToken)
    {
        var page = new Uri(address, "/counter");
        var plan = new LoadPlan(page, users, Ramp, TimeSpan.Zero, duration, Timeout, LoadScenario.Click, due, Button, Button, Button, Button, []);
        var result = await new LoadRun(plan, new LoadTarget(address, page), TextWriter.Null, time).RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }
}
