using System.Globalization;
using BlazorAspire.LoadTest.Load;
using BlazorAspire.LoadTest.Rendering;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Clicks on the counter of one server.</summary>
/// <param name="PerSecond">Over all users.</param>
/// <param name="P50">Milliseconds of a click.</param>
/// <param name="ClientCores">That this program took.</param>
internal sealed record Clicks(double PerSecond, long Count, double P50, double P99, double ClientCores)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0} clicks/s, p50 {P50:0.00} ms, p99 {P99:0.00} ms");
}

/// <summary>Users who click, each one click at a time.</summary>
/// <param name="rate">Clicks due each second over all users; 0 for as many as there can be.</param>
internal sealed class ClickLoad(int users, TimeSpan duration, TimeProvider time, int rate = 0)
{
    private const int Ramp = 100;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly ElementSelector Button = ElementSelector.TryParse("[data-testid=counter-button]")!;

    /// <exception cref="MeasurementException">A click failed, so that the figures say nothing.</exception>
    public async Task<Clicks> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        var page = new Uri(address, "/counter");
        var plan = new LoadPlan(page, users, Ramp, TimeSpan.Zero, duration, Timeout, Rate: rate) { Click = Button, WaitsForPages = true };
        var result = await new LoadRun(plan, new LoadTarget(address, page), ProgressDisplay.None, time).RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (result.Errors.Count == 0 && result.Operations.Count > 0)
        {
            return new Clicks(result.Rate, result.Operations.Count, result.Operations.P50!.Value, result.Operations.P99!.Value, result.Client.Cores);
        }

        var problem = result.Errors is [var first, ..] ? $"{first.Count} times '{first.Kind}': {first.Example}" : "no click was answered.";
        throw new MeasurementException($"Clicks at {page} failed, so that they are not worth counting: {problem}");
    }
}
