namespace BlazorAspire.LoadTest.Commands.Telemetry;

/// <summary>Reads the metrics of a replica as a Prometheus server does, only three times as often.</summary>
internal sealed class Scraper : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client;
    private readonly Task _scraping;
    private long _scrapes;

    private Scraper(Uri replica, TimeProvider time)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = replica };
        _scraping = ScrapeAsync(time);
    }

    public long Scrapes => Interlocked.Read(ref _scrapes);

    public static Scraper Start(Uri replica, TimeProvider time) => new(replica, time);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _scraping;
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task ScrapeAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await _client.GetByteArrayAsync(new Uri("/metrics", UriKind.Relative), _stop.Token);
                Interlocked.Increment(ref _scrapes);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }
}
