using System.Collections.Concurrent;
using System.CommandLine;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Rendering;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Whether a circuit costs more the more there are: memory and time of each, from few to many, beside a bare Blazor app.</summary>
internal sealed class GrowthBench() : BenchRun("growth", "Memory and time of a circuit, from 250 to 5000 of them on one replica, beside a bare Blazor app.", 5, Circuits)
{
    private const int FewCircuits = 250;
    private const int WarmUp = 100;
    private const int AtOnce = 8;
    private const int ClicksOfEach = 50;
    private const double Kilobyte = 1024;
    private static readonly Option<int> Circuits = Cli.Number("--circuits", 5000, 2 * FewCircuits, 20_000, "circuits at the end");

    // Ends what would hang: a page takes milliseconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    protected override void Check() => Machine.RequireFiles(Line.GetValue(Circuits));

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        HeapProbe[] heaps = [new(), new()];
        Arm[] arms =
        [
            host.AddServer("this app", "webapp", Project.Program("WebApp"), host.AddRedis("redis").Concat(heaps[0].Settings), startsByItself: false),
            host.AddStock("stock", BenchHost.Production.Concat(heaps[1].Settings), startsByItself: false),
        ];
        await using var app = await host.StartAsync(cancellationToken);
        var runs = await RoundsAsync(
            [.. arms.Select(arm => arm.Name)], (arm, cancel) => FillAsync(app, arms[arm], heaps[arm], cancel),
            steps => Text($"{steps[^1].Circuits} circuits, {steps[^1].HeapKilobytes:0.0} KB each, {steps[^1].OpeningMilliseconds:0.00} ms to open one"), cancellationToken, warmsUp: false);

        var (ours, bare) = (Medians(runs[0]), Medians(runs[1]));
        var text = Text($"""
            One replica with the counter open in ever more tabs, client on the same machine (medians of {Rounds} rounds):
            {TextReport.Table(["CIRCUITS", "KB EACH", "BARE", "RESIDENT MB", "BARE", "MS TO OPEN", "BARE", "MS A CLICK", "BARE"], ours.Zip(bare, Row))}
            """);
        return (text,
        [
            Goal.AtMost("Kilobytes of managed memory of a circuit", 130, Last(step => step.HeapKilobytes), "0.0"),
            Goal.AtMost("The same, of the bare app's", 1.10, Spread.Of([ours[^1].HeapKilobytes / bare[^1].HeapKilobytes])),
            Goal.AtMost("Megabytes resident in the end", 1024, Last(step => step.ResidentMegabytes), "0"),
            Growth("Memory", step => step.HeapKilobytes), Growth("Opening", step => step.OpeningMilliseconds), Growth("A click", step => step.ClickMilliseconds),
        ]);

        Spread Last(Func<GrowthStep, double> figure) => Of(runs[0], steps => figure(steps[^1]));

        Goal Growth(string what, Func<GrowthStep, double> figure) => Goal.AtMost($"{what} of each circuit in the end, of what it was at first", 1.15, Spread.Of([figure(ours[^1]) / figure(ours[0])]));
    }

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
        var tabs = new ConcurrentBag<HeadlessBrowser>();
        var steps = new List<GrowthStep>();
        try
        {
            // At first code is compiled, and what is kept once for all circuits is made.
            await GrowAsync(tabs, arm.Address, WarmUp, cancellationToken);
            await ClickAsync(tabs, cancellationToken);
            await CloseAsync(tabs);
            var empty = await heap.ReadAsync(Time, cancellationToken);
            for (var circuits = FewCircuits; steps.Count == 0 || steps[^1].Circuits < Line.GetValue(Circuits); circuits *= 2)
            {
                circuits = Math.Min(circuits, Line.GetValue(Circuits));
                var opening = await GrowAsync(tabs, arm.Address, circuits, cancellationToken);
                var click = await ClickAsync(tabs, cancellationToken);
                // Read before the heap is asked for, which gives memory back.
                var resident = app.Process(arm.Resource).Resident ?? throw new MeasurementException($"{arm.Name} ended while its memory was measured. See its log.");
                var live = await heap.ReadAsync(Time, cancellationToken) - empty;
                steps.Add(new GrowthStep(circuits, opening, click, live / Kilobyte / circuits, resident / Kilobyte / Kilobyte));
            }
        }
        finally
        {
            await CloseAsync(tabs);
        }

        await app.StopAsync(arm.Resource, cancellationToken);
        return [.. steps];
    }

    /// <summary>Opens pages until there are so many, and returns the milliseconds for each.</summary>
    private async Task<double> GrowAsync(ConcurrentBag<HeadlessBrowser> tabs, Uri address, int to, CancellationToken cancellationToken)
    {
        var more = to - tabs.Count;
        var start = Time.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(tabs.Count, more), Options(cancellationToken), async (user, cancel) =>
        {
            var tab = new HeadlessBrowser(address, Time, seed: user);
            tabs.Add(tab);
            try
            {
                await tab.OpenAsync("/counter", cancel).WaitAsync(Limit, Time, cancel);
            }
            catch (TimeoutException late)
            {
                throw new MeasurementException($"With {tabs.Count - 1} circuits open, a page at {address} was not interactive after {Limit.TotalSeconds:0} seconds.", late);
            }
        });
        return Time.GetElapsedTime(start).TotalMilliseconds / more;
    }

    /// <summary>Lets a few of them click, and returns the median of the latencies in milliseconds.</summary>
    private async Task<double> ClickAsync(ConcurrentBag<HeadlessBrowser> tabs, CancellationToken cancellationToken)
    {
        var latencies = new ConcurrentBag<double>();
        await Task.WhenAll(tabs.Take(AtOnce).Select(async tab =>
        {
            for (var click = 0; click < ClicksOfEach; click++)
            {
                var start = Time.GetTimestamp();
                await tab.CauseAsync(element => element.HasTestId("counter-button"), "click", null, cancellationToken).WaitAsync(Limit, Time, cancellationToken);
                latencies.Add(Time.GetElapsedTime(start).TotalMilliseconds);
            }
        }));
        return Spread.Of(latencies).Median;
    }

    private static async Task CloseAsync(ConcurrentBag<HeadlessBrowser> tabs)
    {
        await Parallel.ForEachAsync(tabs, Options(CancellationToken.None), async (tab, _) => await tab.DisposeAsync());
        tabs.Clear();
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    /// <summary>What a server with so many open circuits needs.</summary>
    /// <param name="OpeningMilliseconds">For each circuit opened since the step before, at the pace of the users who opened them side by side.</param>
    /// <param name="HeapKilobytes">Live managed memory above that of the server without circuits, for each circuit.</param>
    private sealed record GrowthStep(int Circuits, double OpeningMilliseconds, double ClickMilliseconds, double HeapKilobytes, double ResidentMegabytes);
}
