using System.Collections.Concurrent;
using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.LoadTest.Commands.Growth;

/// <summary>Users who come and stay, each with the counter open.</summary>
internal sealed class GrowingCrowd(Uri address, TimeProvider time) : IAsyncDisposable
{
    private const string Path = "/counter";
    private const string Button = "counter-button";
    private const int SideBySide = 8;
    private const int ClicksOfEach = 50;

    // Ends what would hang: a page takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentBag<HeadlessBrowser> _browsers = [];

    public int Count => _browsers.Count;

    /// <summary>Opens pages until there are so many, and gives the milliseconds for each.</summary>
    public async Task<double> GrowAsync(int to, CancellationToken cancellationToken)
    {
        var from = Count;
        var start = time.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(from, to - from), options, async (user, cancel) => await OpenAsync(user, cancel));
        return time.GetElapsedTime(start).TotalMilliseconds / (to - from);
    }

    /// <summary>Lets a few of them click, and gives the latencies in milliseconds.</summary>
    public async Task<IReadOnlyList<double>> ClickAsync(CancellationToken cancellationToken)
    {
        var latencies = new ConcurrentBag<double>();
        await Task.WhenAll(_browsers.Take(SideBySide).Select(async browser =>
        {
            for (var click = 0; click < ClicksOfEach; click++)
            {
                var start = time.GetTimestamp();
                await browser.CauseAsync(element => element.TestId == Button, "click", null, cancellationToken).WaitAsync(Patience, time, cancellationToken);
                latencies.Add(time.GetElapsedTime(start).TotalMilliseconds);
            }
        }));
        return [.. latencies];
    }

    public async ValueTask DisposeAsync()
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = SideBySide };
        await Parallel.ForEachAsync(_browsers, options, async (browser, _) => await browser.DisposeAsync());
    }

    private async Task OpenAsync(int user, CancellationToken cancellationToken)
    {
        var browser = new HeadlessBrowser(address, time, seed: user);
        _browsers.Add(browser);
        try
        {
            await browser.OpenAsync(Path, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new MeasurementException($"With {Count - 1} circuits open, a page at {address} was not interactive after {Patience.TotalSeconds:0} seconds.", late);
        }
    }
}
