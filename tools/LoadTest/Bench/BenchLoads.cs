using System.Globalization;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Load;
using BlazorAspire.LoadTest.Rendering;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Clicks on the counter of one server.</summary>
/// <param name="P50">Milliseconds of a click.</param>
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

    public async Task<Clicks> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        var page = new Uri(address, "/counter");
        var plan = new LoadPlan(page, users, Ramp, TimeSpan.Zero, duration, Timeout, Rate: rate) { Click = ElementSelector.Parse("[data-testid=counter-button]"), WaitsForPages = true };
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

/// <summary>Users who open a page in a new tab, close it as soon as it is interactive, and open the next.</summary>
internal sealed class StartLoad(int users, TimeSpan duration, TimeProvider time)
{
    // Ends what would hang: a page takes milliseconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Circuits started a second. Each user opens one page at least, and finishes the one that is under way at the end.</summary>
    public async Task<double> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit + duration, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var start = time.GetTimestamp();
        try
        {
            var circuits = await Task.WhenAll(Enumerable.Range(1, users).Select(user => VisitAsync(address, user, start, limit.Token)));
            return circuits.Sum() / time.GetElapsedTime(start).TotalSeconds;
        }
        catch (Exception problem) when (problem is TimeoutException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MeasurementException($"A page at {address} was not interactive in time, so that the starts are not worth counting: {problem.Message}", problem);
        }
    }

    private async Task<int> VisitAsync(Uri address, int user, long start, CancellationToken limit)
    {
        var circuits = 0;
        do
        {
            string? refused = null;
            await using var browser = new HeadlessBrowser(address, time, seed: user);
            browser.Happened += happened => refused ??= happened.Kind == BrowserEventKind.Refused ? happened.Text : null;
            await browser.OpenAsync("/counter", limit);
            if (refused is not null)
            {
                throw new MeasurementException($"A page had to be asked for twice, so that the starts are not worth counting: {refused}");
            }

            circuits++;
        }
        while (time.GetElapsedTime(start) < duration);
        return circuits;
    }
}
