using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Saving;

/// <summary>Runs all arms in turn, forwards and then backwards, so that a machine that warms up or gets busy does so for all.</summary>
internal sealed class SavingBenchmark(IReadOnlyList<SavingArm> arms, Func<SavingArm, CancellationToken, Task<SavingRun>> run, TextWriter progress)
{
    /// <summary>The runs of each arm, in the order of the rounds.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<SavingRun>>> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        // Twice: at first the servers are still being compiled.
        foreach (var arm in arms.Concat(arms.Reverse()))
        {
            await RunOneAsync("warm-up", arm, cancellationToken);
        }
        var runs = arms.Select(_ => new List<SavingRun>()).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            var order = Enumerable.Range(0, arms.Count);
            foreach (var index in round % 2 == 1 ? order : order.Reverse())
            {
                runs[index].Add(await RunOneAsync(string.Create(CultureInfo.InvariantCulture, $"{round}/{rounds}"), arms[index], cancellationToken));
            }
        }
        return runs;
    }

    private async Task<SavingRun> RunOneAsync(string of, SavingArm arm, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = await run(arm, cancellationToken);
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{of}  {arm.Name}: {result.Many.ClicksPerSecond:0} clicks/s; with few users p50 {result.Few.P50:0.00} ms, p99 {result.Few.P99:0.00} ms"));
        return result;
    }
}
