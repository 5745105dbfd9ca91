using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>Runs both arms in turn, A B B A and so on, so that a machine that warms up or gets busy does so for both.</summary>
internal sealed class StartupBenchmark(IArm whole, IArm alone, TextWriter progress)
{
    public async Task<StartupResult> RunAsync(int repeats, CancellationToken cancellationToken)
    {
        var pairs = new List<StartupPair>();
        for (var number = 1; number <= repeats; number++)
        {
            var of = string.Create(CultureInfo.InvariantCulture, $"{number}/{repeats}");
            var wholeFirst = number % 2 == 1;
            var first = await RunOneAsync(of, wholeFirst ? whole : alone, cancellationToken);
            var second = await RunOneAsync(of, wholeFirst ? alone : whole, cancellationToken);
            pairs.Add(wholeFirst ? new StartupPair(first, second) : new StartupPair(second, first));
        }
        return new StartupResult(whole.Name, alone.Name, pairs);
    }

    private async Task<ArmRun> RunOneAsync(string of, IArm arm, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = await arm.RunOnceAsync(cancellationToken);
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{of}  {arm.Name}: {run.Elapsed.TotalSeconds:0.00} s"));
        return run;
    }
}
