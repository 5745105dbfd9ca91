using System.Globalization;
using Aspire.Hosting.Testing;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.ServiceDefaults;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>
/// Two replicas and a gateway as processes, with all telemetry on, after some traffic: users who click, look at the board, are moved, and enough of
/// them to tell what one takes.
/// </summary>
public sealed class TelemetryWorld(SharedApp shared) : IAsyncLifetime
{
    private const string DrainKey = "telemetry-test";
    private const int Crowd = 55;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly List<ServerProcess> _processes = [];
    private readonly List<HeadlessBrowser> _browsers = [];
    private OtlpReceiver _receiver = null!;

    /// <summary>What all three gave at <c>/metrics</c>.</summary>
    internal ScrapedMetrics Metrics { get; } = new();

    /// <summary>The text of each process.</summary>
    internal Dictionary<string, string> Scrapes { get; } = [];

    public async Task InitializeAsync()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        _receiver = await OtlpReceiver.StartAsync();
        var redis = (await shared.Running.App.GetConnectionStringAsync("redis", limit.Token))!;
        var replicas = new Dictionary<string, string>();
        foreach (var name in (string[])["telemetry-1", "telemetry-2"])
        {
            var replica = await StartAsync("WebApp", name, new() { ["ConnectionStrings__redis"] = redis, ["Replica__Name"] = name, ["Drain__Key"] = DrainKey, ["Circuits__MemoryInterval"] = "00:00:01" }, limit.Token);
            replicas[$"services__{name}__http__0"] = replica.ToString();
        }

        var gateway = await StartAsync("Gateway", "telemetry-gateway", replicas, limit.Token);
        await HealthProbe.AllReadyAsync(gateway, TimeProvider.System, limit.Token);
        await UseAsync(gateway, limit.Token);
        await CrowdAsync(limit.Token);
        var drained = await MoveAsync(limit.Token);
        // Who asks soon after another gets what that one got, from before the drain.
        await ScrapeAsync(drained, "circuits_drained_total", limit.Token);
        foreach (var process in _processes)
        {
            var text = await ScrapeAsync(process.Address, limit.Token);
            Scrapes[process.Address.ToString()] = text;
            Metrics.Add(text);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var browser in _browsers)
        {
            await browser.DisposeAsync();
        }

        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        await _receiver.DisposeAsync();
    }

    /// <summary>The spans that came up to now, and more of them until they are enough.</summary>
    internal async Task<IReadOnlyList<ReceivedSpan>> SpansAsync(Func<IReadOnlyList<ReceivedSpan>, bool> areEnough)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        while (true)
        {
            var next = _receiver.NextMessage;
            var spans = _receiver.TraceMessages.SelectMany(message => ReceivedSpan.Read(message)).ToList();
            if (areEnough(spans))
            {
                return spans;
            }

            await next.WaitAsync(limit.Token);
        }
    }

    private async Task<Uri> StartAsync(string project, string name, Dictionary<string, string> settings, CancellationToken limit)
    {
        settings["OTEL_SERVICE_NAME"] = name;
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = _receiver.Url;
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        settings["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        settings["Telemetry__Prometheus"] = "true";
        var process = new ServerProcess(SourceTree.Find(), project, settings, TimeProvider.System);
        _processes.Add(process);
        await process.StartAsync(limit);
        return process.Address;
    }

    /// <summary>A user who counts and one who looks at the board, through the gateway.</summary>
    private async Task UseAsync(Uri gateway, CancellationToken limit)
    {
        var counting = await OpenAsync(gateway, "/counter", limit);
        for (var click = 1; click <= 3; click++)
        {
            await counting.ClickAsync("counter-button", limit);
            await counting.Screen.WaitForTextAsync("counter-value", click.ToString(CultureInfo.InvariantCulture), limit);
        }

        // It reads the board, and tells the others by a topic that its user is here.
        await OpenAsync(gateway, "/board", limit);
    }

    private async Task CrowdAsync(CancellationToken limit)
    {
        var replica = _processes[0].Address;
        for (var user = 0; user < Crowd; user++)
        {
            await OpenAsync(replica, "/counter", limit);
        }

        // Told after the next collection of the whole heap, and by no event; and only while there are so many.
        Metrics.Add(await ScrapeAsync(replica, "circuits_memory_bytes", limit));
    }

    /// <summary>Drains the replica of the first user, who goes to the other.</summary>
    /// <returns>The replica without users.</returns>
    private async Task<Uri> MoveAsync(CancellationToken limit)
    {
        var user = _browsers[0];
        var before = user.Screen.TextOf("replica-name")!;
        var replica = _processes[before == "telemetry-1" ? 0 : 1].Address;
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(replica, "/drain"));
        request.Headers.Add("BlazorAspire-Drain-Key", DrainKey);
        var drain = client.SendAsync(request, limit);
        await user.Screen.WaitAsync(screen => screen.IsInteractive && screen.TextOf("replica-name") is { } name && name != before, "another replica", limit);
        // Those of the crowd have no gateway that brings them elsewhere.
        foreach (var browser in _browsers.Skip(2))
        {
            await browser.DisposeAsync();
        }

        _browsers.RemoveRange(2, _browsers.Count - 2);
        using var answer = await drain;
        answer.EnsureSuccessStatusCode();
        return replica;
    }

    private async Task<HeadlessBrowser> OpenAsync(Uri address, string path, CancellationToken limit)
    {
        var browser = new HeadlessBrowser(address, TimeProvider.System, seed: _browsers.Count);
        _browsers.Add(browser);
        await browser.OpenAsync(path, limit);
        return browser;
    }

    /// <summary>Reads until a metric is there, of which no event tells.</summary>
    private static async Task<string> ScrapeAsync(Uri address, string metric, CancellationToken limit)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (true)
        {
            var text = await ScrapeAsync(address, limit);
            if (text.Contains($"\n{metric}{{", StringComparison.Ordinal))
            {
                return text;
            }

            await pause.WaitForNextTickAsync(limit);
        }
    }

    private static async Task<string> ScrapeAsync(Uri address, CancellationToken limit)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(address, "/metrics"), limit);
    }
}
