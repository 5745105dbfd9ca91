using System.Globalization;
using BlazorAspire.LoadTest.Browsers;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Stacks;
using Microsoft.Playwright;

namespace BlazorAspire.LoadTest.Commands.Recovery;

/// <summary>How long clicks in a real browser do not count when their replica is killed, and whether the page comes back as it was; in this app and in a stock one.</summary>
internal sealed class RecoveryCommand(TimeProvider time) : ICommand
{
    private static readonly NumberOption Repeats = new("repeats", 20, 1, 1000, "kills of each arm");
    private static readonly NumberOption Replicas = new("replicas", 3, 2, 32, "replicas of this app; the stock app has two");
    private const int StockReplicas = 2;

    public string Name => "recovery";

    public string Summary => "Time from SIGKILL of the serving replica to the first click that counts, in Chromium.";

    public IReadOnlyList<CommandOption> Options => [Repeats, Replicas];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt("AppHost", "Gateway", "Redis", "WebApp", StockStack.Project);
        await Heading.WriteAsync(output, tree, cancellationToken);

        await using var browser = await ChromiumBrowser.StartAsync();
        await using var ours = await AppHostStack.StartAsync(line[Replicas], time, cancellationToken);
        await using var stock = await StockStack.StartAsync(tree, StockReplicas, time, cancellationToken);
        try
        {
            RecoveryArm[] arms = [await RecoveryArm.OpenAsync(ours, browser, time), await RecoveryArm.OpenAsync(stock, browser, time)];
            var runs = await MeasureAsync(arms, line[Repeats], output, cancellationToken);
            await output.WriteAsync(RecoveryReport.Render([.. arms.Select((arm, index) => (arm.Name, runs[index]))]));
            return RecoveryReport.IsGoalMet(runs[0]) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            throw new MeasurementException($"The page did not come back: {problem.Message}", problem);
        }
    }

    private static async Task<IReadOnlyList<RecoveryRun>[]> MeasureAsync(RecoveryArm[] arms, int repeats, TextWriter output, CancellationToken cancellationToken)
    {
        var runs = arms.Select(_ => new List<RecoveryRun>()).ToArray();
        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            foreach (var index in repeat % 2 == 1 ? new[] { 0, 1 } : [1, 0])
            {
                var run = await arms[index].RunOnceAsync(cancellationToken);
                runs[index].Add(run);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{repeat}/{repeats}  {arms[index].Name}: {run.Elapsed.TotalSeconds:0.00} s, showed {run.Before}, shows {run.After}"));
            }
        }
        return runs;
    }
}
