using BlazorAspire.LoadTest.Commands.Fanout;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Starts;

/// <summary>What the backplane costs a circuit that starts: pages opened and left on one replica with it and without, on every Redis of this machine.</summary>
internal sealed class StartsCommand(TimeProvider time) : ICommand
{
    private const double LeastRatio = 0.95;
    // One run scatters by a quarter: only many, in short turns, tell a twentieth.
    private static readonly NumberOption Rounds = new("rounds", 150, 1, 1000, "rounds, each with one run of every arm");
    private static readonly NumberOption Seconds = new("seconds", 1, 1, 600, "seconds of opening pages in a run");
    private static readonly NumberOption Users = new("users", 16, 1, 1000, "users who open a page, leave it, and open the next");

    // The first is what the others are held against.
    private static readonly (string Backplane, double? Goal)[] Backplanes = [("None", null), ("Redis", LeastRatio)];

    public string Name => "starts";

    public string Summary => "Circuits started a second with the Redis backplane and without (embedded profile).";

    public IReadOnlyList<CommandOption> Options => [Rounds, Seconds, Users, ResultPage.Option];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt("AppHost", "Gateway", "WebApp");
        var results = new ResultOutput(Name, line, output);
        await results.BeginAsync(tree, cancellationToken);

        var measured = new List<StartsResult>();
        foreach (var program in RedisProgram.Find())
        {
            await output.WriteLineAsync($"{program.Name}:");
            measured.Add(await MeasureAsync(program, tree, line, output, cancellationToken));
        }
        await results.EndAsync(StartsReport.Render(measured, line[Rounds], line[Users]), cancellationToken);
        return measured.All(result => result.IsGoalMet) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private async Task<StartsResult> MeasureAsync(RedisProgram program, SourceTree tree, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var running = new Stack<IAsyncDisposable>();
        try
        {
            var targets = new List<ReplicaTarget>();
            foreach (var (backplane, _) in Backplanes)
            {
                var stack = await AppHostStack.StartAsync(tree, 1, Settings(program, backplane), time, cancellationToken);
                running.Push(stack);
                var guest = new BoardGuest(stack.Replicas[0], time);
                running.Push(guest);
                await guest.EnterAsync(cancellationToken);
                targets.Add(await ReplicaTarget.FindAsync($"backplane {backplane}", stack.Replicas[0], cancellationToken));
            }
            return await RunAsync(program.Name, targets, line, output, cancellationToken);
        }
        finally
        {
            while (running.TryPop(out var part))
            {
                await part.DisposeAsync();
            }
        }
    }

    private async Task<StartsResult> RunAsync(string server, List<ReplicaTarget> targets, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var load = new StartLoad(line[Users], TimeSpan.FromSeconds(line[Seconds]), time);
        var rounds = new Interleaving<StartsRun>(targets, (target, cancel) => load.RunAsync(target.Address, cancel), StartsReport.Line, output);
        var runs = await rounds.RunAsync(line[Rounds], cancellationToken);
        return new StartsResult(server, [.. targets.Select((target, index) => StartsRow.Of(target.Name, Backplanes[index].Goal, runs[index], runs[0]))], rounds.Cores);
    }

    private static Dictionary<string, string> Settings(RedisProgram program, string backplane) => new()
    {
        ["Hubs__Backplane"] = backplane,
        // Without a path the AppHost takes Garnet, which is no program of its own.
        ["AppHost__RedisServer"] = Path.IsPathRooted(program.File) ? program.File : "",
    };
}
