using System.Collections.Concurrent;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>Whether a circuit costs more the more there are: memory and time of each, from few to many, beside a bare Blazor app.</summary>
internal sealed class GrowthBench()
    : BenchRun("growth", "Memory and time of a circuit, from 250 to 5000 of them on one replica, beside a bare Blazor app.", 5, Circuits)
{
    private const int FewCircuits = 250;
    private const int WarmUp = 100;
    private const int AtOnce = 8;
    private const int ClicksOfEach = 50;
    private const double Kilobyte = 1024;
    private const string Memory = "KB EACH";
    private const string Resident = "RESIDENT MB";
    private const string Opening = "MS TO OPEN";
    private const string Click = "MS A CLICK";

    private static readonly (string Name, string Format)[] Figures = [(Memory, "0.0"), (Resident, "0"), (Opening, "0.00"), (Click, "0.00")];
    private static readonly Option<int> Circuits = Cli.Number("--circuits", 5000, 2 * FewCircuits, 20_000, "circuits at the end");

    // Ends what would hang: a click takes milliseconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private AspireApp _app = null!;

    protected override void Check() => Machine.RequireFiles(Line.GetValue(Circuits));

    protected override async Task<(string, IReadOnlyList<Verdict>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        var (appHeap, stockHeap) = (new HeapProbe(), new HeapProbe());
        Arm[] arms = [host.AddReplica("this app", "webapp", appHeap.Settings), host.AddStock(stockHeap.Settings)];
        await using var app = _app = await host.StartAsync(cancellationToken);
        // Each run has a new process; the one that does not run takes nothing from it.
        await Task.WhenAll(arms.Select(arm => app.StopAsync(arm.Resource, cancellationToken)));
        var runs = await RoundsAsync(
            arms, (arm, cancel) => FillAsync(arm, arm == arms[0] ? appHeap : stockHeap, cancel),
            steps => Invariant($"{steps[^1].Circuits} circuits, {steps[^1].Figures[Memory]:0.0} KB each, {steps[^1].Figures[Opening]:0.00} ms to open one"),
            cancellationToken, warmsUp: false);
        string[] head = ["CIRCUITS", .. Figures.SelectMany(figure => new[] { figure.Name, "BARE" })];
        var rows = runs[0][0].Select((step, index) => (string[])
        [
            Invariant($"{step.Circuits}"),
            .. Figures.SelectMany(figure => runs.Select(rounds => Median(rounds, figure.Name, index).ToString(figure.Format, CultureInfo.InvariantCulture))),
        ]);
        var text = Invariant($"""
            One replica with the counter open in ever more tabs, client on the same machine (medians of {Rounds} rounds):
            {TextReport.Table(head, rows)}
            """);
        return (text,
        [
            Verdict.AtMost("Kilobytes of managed memory of a circuit", 120, Last(Memory), "0.0"),
            Verdict.AtMost("The same, of the bare app's", 1.10, Spread.Of([Median(runs[0], Memory, ^1) / Median(runs[1], Memory, ^1)])),
            Verdict.AtMost("Megabytes resident in the end", 1024, Last(Resident), "0"),
            Growth("Memory", Memory), Growth("Opening", Opening), Growth("A click", Click),
        ]);

        Spread Last(string figure) => Of(runs[0], steps => steps[^1].Figures[figure]);

        Verdict Growth(string what, string figure) => Verdict.AtMost(
            $"{what} of each circuit in the end, of what it was at first", 1.15, Spread.Of([Median(runs[0], figure, ^1) / Median(runs[0], figure, 0)]));
    }

    private static double Median(IReadOnlyList<GrowthStep[]> rounds, string figure, Index step) => Of(rounds, steps => steps[step].Figures[figure]).Median;

    /// <summary>Few circuits at first, and then about twice as many each time, on a new process.</summary>
    private async Task<GrowthStep[]> FillAsync(Arm arm, HeapProbe heap, CancellationToken cancellationToken)
    {
        await _app.RestartAsync(arm.Resource, cancellationToken);
        var tabs = new ConcurrentBag<HeadlessBrowser>();
        var steps = new List<GrowthStep>();
        try
        {
            // At first code is compiled, and what is kept once for all circuits is made.
            await GrowAsync(tabs, arm, WarmUp, cancellationToken);
            await ClickAsync(tabs, cancellationToken);
            await CloseAsync(tabs);
            var empty = await heap.ReadAsync(cancellationToken);
            for (var circuits = FewCircuits; steps.Count == 0 || steps[^1].Circuits < Line.GetValue(Circuits); circuits *= 2)
            {
                circuits = Math.Min(circuits, Line.GetValue(Circuits));
                var (opening, click) = (await GrowAsync(tabs, arm, circuits, cancellationToken), await ClickAsync(tabs, cancellationToken));
                // Read before the heap is asked for, which gives memory back.
                var resident = _app.Process(arm.Resource).Resident
                    ?? throw new MeasurementException($"{arm.Name} ended while its memory was measured. See its log.");
                var live = await heap.ReadAsync(cancellationToken) - empty;
                var (memory, megabytes) = (live / Kilobyte / circuits, resident / Kilobyte / Kilobyte);
                steps.Add(new GrowthStep(circuits, new() { [Memory] = memory, [Resident] = megabytes, [Opening] = opening, [Click] = click }));
            }
        }
        finally
        {
            await CloseAsync(tabs);
        }

        await _app.StopAsync(arm.Resource, cancellationToken);
        return [.. steps];
    }

    /// <summary>Opens pages until there are so many, and returns the milliseconds for each.</summary>
    private async Task<double> GrowAsync(ConcurrentBag<HeadlessBrowser> tabs, Arm arm, int to, CancellationToken cancellationToken)
    {
        var (open, start) = (tabs.Count, Time.GetTimestamp());
        await Parallel.ForEachAsync(
            Enumerable.Range(open, to - open), Options(cancellationToken),
            async (user, cancel) => tabs.Add(await Tabs.OpenAsync(arm, "/counter", Time, user, cancel)));
        return Time.GetElapsedTime(start).TotalMilliseconds / (to - open);
    }

    /// <summary>Lets a few of them click, and returns the median of the latencies in milliseconds.</summary>
    private async Task<double> ClickAsync(ConcurrentBag<HeadlessBrowser> tabs, CancellationToken cancellationToken)
    {
        using var limit = cancellationToken.Within(Limit);
        var latencies = new ConcurrentBag<double>();
        await Task.WhenAll(tabs.Take(AtOnce).Select(async tab =>
        {
            for (var click = 0; click < ClicksOfEach; click++)
            {
                var start = Time.GetTimestamp();
                await tab.CauseAsync(element => element.HasTestId("counter-button"), "click", null, limit.Token);
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

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    /// <summary>
    /// What a server with so many open circuits needs, by its name: live managed memory above that of the server without circuits, for each; time to open
    /// one, for those opened since the step before, at the pace of the users who opened them side by side.
    /// </summary>
    private sealed record GrowthStep(int Circuits, Dictionary<string, double> Figures);
}
