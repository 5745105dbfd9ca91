using System.Net;
using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.LoadTest.Commands.Starts;

/// <summary>Users who open a page in a new tab, close it as soon as it is interactive, and open the next.</summary>
internal sealed class StartLoad(int users, TimeSpan duration, TimeProvider time)
{
    private const string Path = "/counter";

    // Ends what would hang: a page takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Each user opens one page at least, and finishes the one that is under way at the end.</summary>
    public async Task<StartsRun> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience + duration, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var start = time.GetTimestamp();
        try
        {
            var circuits = await Task.WhenAll(Enumerable.Range(1, users).Select(user => VisitAsync(address, user, start, limit.Token)));
            return new StartsRun(circuits.Sum(), time.GetElapsedTime(start));
        }
        catch (Exception problem) when (problem is TimeoutException or OperationCanceledException)
        {
            // A page that is waited for says so in the same way when the user has had enough.
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
            await OpenAndLeaveAsync(address, cookies, user, limit);
            circuits++;
        }
        while (time.GetElapsedTime(start) < duration);
        return circuits;
    }

    private async Task OpenAndLeaveAsync(Uri address, CookieContainer cookies, int user, CancellationToken limit)
    {
        string? refused = null;
        await using var browser = new HeadlessBrowser(address, time, cookies, seed: user);
        browser.Happened += happened => refused ??= happened.Kind == BrowserEventKind.Refused ? happened.Text : null;
        await browser.OpenAsync(Path, limit);
        if (refused is not null)
        {
            throw new MeasurementException($"A page had to be asked for twice, so that the starts are not worth counting: {refused}");
        }
    }
}
