using BlazorAspire.LoadTest.Load;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Clicks on the counter of one server.</summary>
/// <param name="P50">Milliseconds of a click.</param>
internal sealed record Clicks(double PerSecond, long Count, double P50, double P99, double ClientCores)
{
    public override string ToString() => Invariant($"{PerSecond:0} clicks/s, p50 {P50:0.00} ms, p99 {P99:0.00} ms");
}

/// <summary>Users who click, each one click at a time.</summary>
/// <param name="rate">Clicks due each second over all users; 0 for as many as there can be.</param>
internal sealed class ClickLoad(int users, TimeSpan duration, TimeProvider time, int rate = 0)
{
    private const int Ramp = 100;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly ElementSelector Button = ElementSelector.Parse("[data-testid=counter-button]");

    public async Task<Clicks> RunAsync(Arm arm, CancellationToken cancellationToken)
    {
        var page = new Uri(arm.Address, "/counter");
        var plan = new LoadPlan(page, users, Ramp, TimeSpan.Zero, duration, Timeout, Rate: rate) { Click = Button };
        var result = await new LoadRun(plan, new LoadTarget(arm.Address, page), new ProgressDisplay(TextWriter.Null), time).RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (result is { Errors: [], Operations: { P50: { } p50, P99: { } p99 } })
        {
            return new Clicks(result.Rate, result.Operations.Count, p50, p99, result.Client.Cores);
        }

        var problem = result.Errors is [var first, ..] ? $"{first.Count} times '{first.Kind}': {first.Example}" : "no click was answered.";
        throw new MeasurementException($"Clicks at {page} failed, so that they are not worth counting: {problem}");
    }
}

/// <summary>Tabs that are opened as a measurement.</summary>
internal static class Tabs
{
    // Ends what would hang: a page takes milliseconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Opens a page in a new tab. One that comes late, or had to be asked for twice, ends the measurement.</summary>
    public static async Task<HeadlessBrowser> OpenAsync(Arm arm, string path, TimeProvider time, int user, CancellationToken cancellationToken)
    {
        using var limit = cancellationToken.Within(Limit);
        string? refused = null;
        var tab = new HeadlessBrowser(arm.Address, time, seed: user);
        tab.Happened += happened => refused ??= happened.Kind == BrowserEventKind.Refused ? happened.Text : null;
        try
        {
            await tab.OpenAsync(path, limit.Token);
            return refused is null ? tab : throw new TimeoutException("It had to be asked for twice.");
        }
        catch (Exception problem)
        {
            await tab.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new MeasurementException(
                $"'{path}' of {arm.Name} was not interactive at once, so that nothing on it is worth measuring: {refused ?? problem.Message}", problem);
        }
    }
}

/// <summary>Users who open a page in a new tab, close it as soon as it is interactive, and open the next.</summary>
internal sealed class StartLoad(int users, TimeSpan duration, TimeProvider time)
{
    /// <summary>Circuits started a second. Each user opens one page at least, and finishes the one that is under way at the end.</summary>
    public async Task<double> RunAsync(Arm arm, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var circuits = await Task.WhenAll(Enumerable.Range(1, users).Select(VisitAsync));
        return circuits.Sum() / time.GetElapsedTime(start).TotalSeconds;

        async Task<int> VisitAsync(int user)
        {
            var circuits = 0;
            for (; circuits == 0 || time.GetElapsedTime(start) < duration; circuits++)
            {
                await using var tab = await Tabs.OpenAsync(arm, "/counter", time, user, cancellationToken);
            }

            return circuits;
        }
    }
}
