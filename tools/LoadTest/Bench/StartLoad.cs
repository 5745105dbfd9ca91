using System.Net;
using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Users who open a page in a new tab, close it as soon as it is interactive, and open the next.</summary>
internal sealed class StartLoad(int users, TimeSpan duration, TimeProvider time)
{
    // Ends what would hang: a page takes milliseconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Circuits started a second. Each user opens one page at least, and finishes the one that is under way at the end.</summary>
    /// <exception cref="MeasurementException">A page did not open, or not at the first try.</exception>
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
        var cookies = new CookieContainer();
        var circuits = 0;
        do
        {
            string? refused = null;
            await using var browser = new HeadlessBrowser(address, time, cookies, seed: user);
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
