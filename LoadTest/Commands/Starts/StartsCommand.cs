using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Starts;

/// <summary>What the backplane costs a circuit that starts: pages opened and left on one replica with it and without.</summary>
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

    public string Summary => "Circuits started a second with the Redis backplane and without.";

    public IReadOnlyList<CommandOption> Options => [Rounds, Seconds, Users, ResultPage.Option];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt(RedisServer.Project, "WebApp");
        var results = new ResultOutput(Name, line, output);
        await results.BeginAsync(tree, cancellationToken);

        await using var replicas = new LoneReplicas(tree, time);
        var guests = new List<BoardGuest>();
        try
        {
            var targets = new List<ReplicaTarget>();
            foreach (var (backplane, _) in Backplanes)
            {
                targets.Add(await replicas.StartAsync($"backplane {backplane}", "Hubs__Backplane", backplane, cancellationToken));
                guests.Add(new BoardGuest(targets[^1].Address, time));
                await guests[^1].EnterAsync(cancellationToken);
            }

            var load = new StartLoad(line[Users], TimeSpan.FromSeconds(line[Seconds]), time);
            var rounds = new Interleaving<StartsRun>(targets, (target, cancel) => load.RunAsync(target.Address, cancel), StartsReport.Line, output);
            var runs = await rounds.RunAsync(line[Rounds], cancellationToken);
            StartsRow[] rows = [.. targets.Select((target, index) => StartsRow.Of(target.Name, Backplanes[index].Goal, runs[index], runs[0]))];
            await results.EndAsync(StartsReport.Render(rows, rounds.Cores, line[Rounds], line[Users]), cancellationToken);
            return rows.All(row => row.IsGoalMet) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
        }
        finally
        {
            foreach (var guest in guests)
            {
                await guest.DisposeAsync();
            }
        }
    }
}
