using System.Globalization;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>Runs all targets in turn, forwards and then backwards, so that a machine that warms up or gets busy does so for all.</summary>
/// <param name="describe">The result of a run in a line of progress.</param>
/// <param name="warmsUp">False where each run starts what it measures anew.</param>
internal sealed class Interleaving<TRun>(
    IReadOnlyList<ReplicaTarget> targets, Func<ReplicaTarget, CancellationToken, Task<TRun>> run, Func<TRun, string> describe, TextWriter progress,
    bool warmsUp = true)
{
    /// <summary>The runs of each target, in the order of the rounds.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<TRun>>> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        // Twice: at first the servers are still being compiled.
        foreach (var target in warmsUp ? targets.Concat(targets.Reverse()) : [])
        {
            await RunOneAsync("warm-up", target, cancellationToken);
        }
        var runs = targets.Select(_ => new List<TRun>()).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            var order = Enumerable.Range(0, targets.Count);
            foreach (var index in round % 2 == 1 ? order : order.Reverse())
            {
                runs[index].Add(await RunOneAsync(string.Create(CultureInfo.InvariantCulture, $"{round}/{rounds}"), targets[index], cancellationToken));
            }
        }
        return runs;
    }

    private async Task<TRun> RunOneAsync(string of, ReplicaTarget target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = await run(target, cancellationToken);
        await progress.WriteLineAsync($"{of}  {target.Name}: {describe(result)}");
        return result;
    }
}
