using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>Runs all targets in turn, forwards and then backwards, so that a machine that warms up or gets busy does so for all.</summary>
/// <param name="describe">The result of a run in a line of progress.</param>
/// <param name="warmsUp">False where each run starts what it measures anew.</param>
internal sealed class Interleaving<TRun>(
    IReadOnlyList<ReplicaTarget> targets, Func<ReplicaTarget, CancellationToken, Task<TRun>> run, Func<TRun, string> describe, TextWriter progress,
    bool warmsUp = true)
{
    private readonly List<CoreUse>[] _cores = [.. targets.Select(_ => new List<CoreUse>())];

    /// <summary>The cores that the rounds took, as a line: medians of each target.</summary>
    public string Cores => $"Cores taken by client and replica: {string.Join("; ", targets.Zip(_cores, Describe))}.";

    /// <summary>The runs of each target, in the order of the rounds.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<TRun>>> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        // Twice: at first the servers are still being compiled.
        foreach (var target in warmsUp ? targets.Concat(targets.Reverse()) : [])
        {
            await RunOneAsync("warm-up", target, null, cancellationToken);
        }
        var runs = targets.Select(_ => new List<TRun>()).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            var order = Enumerable.Range(0, targets.Count);
            foreach (var index in round % 2 == 1 ? order : order.Reverse())
            {
                runs[index].Add(await RunOneAsync(string.Create(CultureInfo.InvariantCulture, $"{round}/{rounds}"), targets[index], _cores[index], cancellationToken));
            }
        }
        return runs;
    }

    private async Task<TRun> RunOneAsync(string of, ReplicaTarget target, List<CoreUse>? cores, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var meter = new CoreMeter(target.ProcessId, TimeProvider.System);
        var result = await run(target, cancellationToken);
        cores?.Add(meter.Read());
        await progress.WriteLineAsync($"{of}  {target.Name}: {describe(result)}");
        return result;
    }

    private static string Describe(ReplicaTarget target, List<CoreUse> uses)
    {
        var client = Median(uses.Select(use => (double?)use.Client));
        return $"{target.Name} {client} and {Median(uses.Select(use => use.Server))}";
    }

    private static string Median(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length == 0 ? "-" : Spread.Of(known).Median.ToString("0.00", CultureInfo.InvariantCulture);
    }
}
