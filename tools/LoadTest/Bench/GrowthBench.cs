using System.Collections.Concurrent;
using System.CommandLine;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Whether a circuit costs more the more there are: memory and time of each, from few to many, beside a bare Blazor app.</summary>
internal sealed class GrowthBench() : BenchRun("growth", "Memory and time of a circuit, from 250 to 5000 of them on one replica, beside a bare Blazor app.", Circuits, Rounds)
{
    private const int FewCircuits = 250;
    private const int WarmUp = 100;
    private const int AtOnce = 8;
    private const int ClicksOfEach = 50;
    private const double Kilobyte = 1024;
    private static readonly Option<int> Circuits = Cli.Number("--circuits", 5000, 2 * FewCircuits, 20_000, "circuits at the end");
    private static readonly Option<int> Rounds = Cli.Number("--rounds", 5, 1, 100, "rounds, each with a new process of both apps");

    // Ends what would hang: a page takes milliseconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    protected override void Check() => OpenFiles.Require(Line.GetValue(Circuits), OpenFiles.Limit);

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        HeapProbe[] heaps = [new(), new()];
        Arm[] arms =
        [
            host.AddServer("this app", "webapp", Project.Program("WebApp"), host.AddRedis("redis").Concat(heaps[0].Settings), startsByItself: false),
            host.AddStock("stock", new Dictionary<string, string>(BenchHost.Production.Concat(heaps[1].Settings)), startsByItself: false),
        ];
        await using var app = await host.StartAsync(cancellationToken);
        var runs = await RoundsAsync(
            [.. arms.Select(arm => arm.Name)], Line.GetValue(Rounds), (arm, cancel) => FillAsync(app, arms[arm], heaps[arm], cancel),
            steps => Text($"{steps[^1].Circuits} circuits, {steps[^1].HeapKilobytes:0.0} KB each, {steps[^1].OpeningMilliseconds:0.00} ms to open one"), cancellationToken, warmsUp: false);

        var (ours, bare) = (Medians(runs[0]), Medians(runs[1]));
        var text = Text($"""
            One replica with the counter open in ever more tabs, client on the same machine (medians of {Line.GetValue(Rounds)} rounds):
            {TextReport.Table(["CIRCUITS", "KB EACH", "BARE", "RESIDENT MB", "BARE", "MS TO OPEN", "BARE", "MS A CLICK", "BARE"], ours.Zip(bare, Row))}
            """);
        return (text,
        [
            Goal.AtMost("Kilobytes of managed memory of a circuit", 130, Last(runs[0], step => step.HeapKilobytes), "0.0"),
            Goal.AtMost("The same, of the bare app's", 1.10, Spread.Of([ours[^1].HeapKilobytes / bare[^1].HeapKilobytes])),
            Goal.AtMost("Megabytes resident in the end", 1024, Last(runs[0], step => step.ResidentMegabytes), "0"),
            Growth("Memory", step => step.HeapKilobytes), Growth("Opening", step => step.OpeningMilliseconds), Growth("A click", step => step.ClickMilliseconds),
        ]);

        Goal Growth(string what, Func<GrowthStep, double> figure) => Goal.AtMost($"{what} of each circuit in the end, of what it was at first", 1.15, Spread.Of([figure(ours[^1]) / figure(ours[0])]));
    }

    private static Spread Last(IReadOnlyList<GrowthStep[]> rounds, Func<GrowthStep, double> figure) => Spread.Of(rounds.Select(steps => figure(steps[^1])));

    private static GrowthStep[] Medians(IReadOnlyList<GrowthStep[]> rounds)
    {
        return [.. rounds[0].Select((step, index) => new GrowthStep(
            step.Circuits, Median(index, s => s.OpeningMilliseconds), Median(index, s => s.ClickMilliseconds), Median(index, s => s.HeapKilobytes), Median(index, s => s.ResidentMegabytes)))];

        double Median(int index, Func<GrowthStep, double> figure) => Spread.Of(rounds.Select(steps => figure(steps[index]))).Median;
    }

    private static string[] Row(GrowthStep ours, GrowthStep bare) =>
    [
        Text($"{ours.Circuits}"), Text($"{ours.HeapKilobytes:0.0}"), Text($"{bare.HeapKilobytes:0.0}"), Text($"{ours.ResidentMegabytes:0}"), Text($"{bare.ResidentMegabytes:0}"),
        Text($"{ours.OpeningMilliseconds:0.00}"), Text($"{bare.OpeningMilliseconds:0.00}"), Text($"{ours.ClickMilliseconds:0.00}"), Text($"{bare.ClickMilliseconds:0.00}"),
    ];

    /// <summary>Few circuits at first, and then about twice as many each time, on a new process.</summary>
    private async Task<GrowthStep[]> FillAsync(AspireApp app, Arm arm, HeapProbe heap, CancellationToken cancellationToken)
    {
        await app.RestartAsync(arm.Resource, cancellationToken);
        // At first code is compiled, and what is kept once for all circuits is made.
        await using (var first = new Tabs(arm.Address, Time))
        {
            await first.GrowAsync(WarmUp, cancellationToken);
            await first.ClickAsync(cancellationToken);
        }

        var empty = await heap.ReadAsync(Time, cancellationToken);
        var steps = new List<GrowthStep>();
        await using (var tabs = new Tabs(arm.Address, Time))
        {
            for (var circuits = FewCircuits; steps.Count == 0 || steps[^1].Circuits < Line.GetValue(Circuits); circuits *= 2)
            {
                circuits = Math.Min(circuits, Line.GetValue(Circuits));
                var opening = await tabs.GrowAsync(circuits, cancellationToken);
                var click = await tabs.ClickAsync(cancellationToken);
                // Read before the heap is asked for, which gives memory back.
                var resident = app.Process(arm.Resource).Resident ?? throw new MeasurementException($"{arm.Name} ended while its memory was measured. See its log.");
                var live = await heap.ReadAsync(Time, cancellationToken) - empty;
                steps.Add(new GrowthStep(circuits, opening, click, live / Kilobyte / circuits, resident / Kilobyte / Kilobyte));
            }
        }

        await app.StopAsync(arm.Resource, cancellationToken);
        return [.. steps];
    }

    /// <summary>What a server with so many open circuits needs.</summary>
    /// <param name="OpeningMilliseconds">For each circuit opened since the step before, at the pace of the users who opened them side by side.</param>
    /// <param name="ClickMilliseconds">The median of some clicks.</param>
    /// <param name="HeapKilobytes">Live managed memory above that of the server without circuits, for each circuit.</param>
    /// <param name="ResidentMegabytes">Of the whole process.</param>
    private sealed record GrowthStep(int Circuits, double OpeningMilliseconds, double ClickMilliseconds, double HeapKilobytes, double ResidentMegabytes);

    /// <summary>Users who come and stay, each with the counter open.</summary>
    private sealed class Tabs(Uri address, TimeProvider time) : IAsyncDisposable
    {
        private readonly ConcurrentBag<HeadlessBrowser> _browsers = [];

        /// <summary>Opens pages until there are so many, and returns the milliseconds for each.</summary>
        public async Task<double> GrowAsync(int to, CancellationToken cancellationToken)
        {
            var from = _browsers.Count;
            var start = time.GetTimestamp();
            await Parallel.ForEachAsync(Enumerable.Range(from, to - from), Options(cancellationToken), async (user, cancel) =>
            {
                var browser = new HeadlessBrowser(address, time, seed: user);
                _browsers.Add(browser);
                try
                {
                    await browser.OpenAsync("/counter", cancel).WaitAsync(Limit, time, cancel);
                }
                catch (TimeoutException late)
                {
                    throw new MeasurementException($"With {_browsers.Count - 1} circuits open, a page at {address} was not interactive after {Limit.TotalSeconds:0} seconds.", late);
                }
            });
            return time.GetElapsedTime(start).TotalMilliseconds / (to - from);
        }

        /// <summary>Lets a few of them click, and returns the median of the latencies in milliseconds.</summary>
        public async Task<double> ClickAsync(CancellationToken cancellationToken)
        {
            var latencies = new ConcurrentBag<double>();
            await Task.WhenAll(_browsers.Take(AtOnce).Select(async browser =>
            {
                for (var click = 0; click < ClicksOfEach; click++)
                {
                    var start = time.GetTimestamp();
                    await browser.CauseAsync(element => element.TestId == "counter-button", "click", null, cancellationToken).WaitAsync(Limit, time, cancellationToken);
                    latencies.Add(time.GetElapsedTime(start).TotalMilliseconds);
                }
            }));
            return Spread.Of(latencies).Median;
        }

        public async ValueTask DisposeAsync() => await Parallel.ForEachAsync(_browsers, Options(CancellationToken.None), async (browser, _) => await browser.DisposeAsync());

        private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
    }
}
