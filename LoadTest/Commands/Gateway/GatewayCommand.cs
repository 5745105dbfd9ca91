using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Proxies;
using BlazorAspire.LoadTest.Reports;
using BlazorAspire.LoadTest.Stacks;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>What the gateway costs: one replica reached through it, through nginx, through HAProxy and directly, in one interleaved run.</summary>
internal sealed class GatewayCommand(TimeProvider time) : ICommand
{
    private static readonly NumberOption Repeats = new("repeats", 12, 1, 100, "rounds of each measure, each with one visit to every arm");
    private static readonly NumberOption Seconds = new("seconds", 2, 1, 600, "seconds of a visit");
    private static readonly NumberOption Users = new("users", 32, 1, 1000, "users who click");
    private static readonly NumberOption Rate = new("rate", 400, 1, 100_000, "clicks due each second where the time of one is measured");
    private static readonly NumberOption Idle = new("idle", 2000, 100, 100_000, "idle WebSockets whose memory is measured");
    private static readonly NumberOption Circuits = new("circuits", 10_000, 0, 1_000_000, "circuits that are followed for misroutes; 0 leaves this out");

    // Memory changes little from one run to the next, and a run takes long.
    private const int IdleRepeats = 5;
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(3);

    public string Name => "gateway";

    public string Summary => "Clicks, latency, starts and memory through the gateway, nginx, HAProxy and directly.";

    public IReadOnlyList<CommandOption> Options => [Repeats, Seconds, Users, Rate, Idle, Circuits, ResultPage.Option];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        // A socket of the client, and two of each proxy.
        if (OpenFiles.FindProblem(2 * line[Idle], OpenFiles.Limit) is { } problem)
        {
            throw new MeasurementException(problem);
        }
        var tree = SourceTree.Find();
        tree.RequireBuilt("Gateway", RedisServer.Project, "WebApp");
        var results = new ResultOutput(Name, line, output);
        await results.BeginAsync(tree, cancellationToken);

        await using var redis = await RedisServer.StartAsync(tree, time, cancellationToken);
        await using var replica = new ServerProcess(tree, "WebApp", Settings(redis), time);
        await replica.StartAsync(cancellationToken);

        var kinds = FrontDoorKind.All(tree, replica.Address, time);
        foreach (var missing in kinds.Where(kind => kind.Problem is not null))
        {
            await output.WriteLineAsync(missing.Problem);
        }
        kinds = [.. kinds.Where(kind => kind.Problem is null)];
        var visits = await VisitAsync(kinds, replica, line, output, cancellationToken);
        var idle = await IdleAsync(kinds, line, output, cancellationToken);
        var routing = line[Circuits] > 0 ? await new RoutingCheck(tree, line[Circuits], time).RunAsync(cancellationToken) : null;

        var result = new GatewayResult([.. kinds.Select((kind, index) => new GatewayArm(kind.Name, visits[index], idle[kind.Name]))], routing);
        await output.WriteLineAsync();
        await results.EndAsync(GatewayReport.Render(result, line[Users], line[Rate], line[Idle]), cancellationToken);
        return result.AreGoalsMet ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private async Task<IReadOnlyList<IReadOnlyList<GatewayRun>>> VisitAsync(
        IReadOnlyList<FrontDoorKind> kinds, ServerProcess replica, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var doors = new Dictionary<string, FrontDoor>();
        try
        {
            foreach (var kind in kinds)
            {
                doors[kind.Name] = await kind.StartAsync(cancellationToken);
            }
            var load = new GatewayLoad(line[Users], line[Rate], TimeSpan.FromSeconds(line[Seconds]), replica, time);
            // One measure after the other: the shorter the time between two arms, the less the machine changes between them.
            var clicks = await RoundsAsync(load.SaturateAsync, clicks => clicks.ToString());
            var latencies = await RoundsAsync(load.PaceAsync, latency => latency.ToString());
            var starts = await RoundsAsync(load.StartAsync, GatewayReport.StartsLine);
            return [.. kinds.Select((_, arm) => Together(clicks[arm], latencies[arm], starts[arm]))];
        }
        finally
        {
            await Task.WhenAll(doors.Values.Select(door => door.DisposeAsync().AsTask()));
        }

        Task<IReadOnlyList<IReadOnlyList<TRun>>> RoundsAsync<TRun>(Func<FrontDoor, CancellationToken, Task<TRun>> measure, Func<TRun, string> describe)
        {
            ReplicaTarget[] targets = [.. kinds.Select(kind => new ReplicaTarget(kind.Name, doors[kind.Name].Address))];
            return new Interleaving<TRun>(targets, (target, cancel) => measure(doors[target.Name], cancel), describe, output).RunAsync(line[Repeats], cancellationToken);
        }
    }

    private static IReadOnlyList<GatewayRun> Together(IReadOnlyList<DoorClicks> clicks, IReadOnlyList<DoorLatency> latencies, IReadOnlyList<double> starts) =>
    [
        .. clicks.Select((click, round) =>
            new GatewayRun(click.PerSecond, click.DoorMicroseconds, click.ClientMicroseconds, click.ReplicaMicroseconds, latencies[round].P50, latencies[round].P99, starts[round])),
    ];

    /// <summary>Each proxy is started anew for each figure: what one has left over from before would hide what connections take.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<double>>> IdleAsync(
        IReadOnlyList<FrontDoorKind> kinds, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var proxies = kinds.Where(kind => kind.Name != FrontDoorKind.Direct).ToDictionary(kind => kind.Name);
        ReplicaTarget[] targets = [.. proxies.Keys.Select(name => new ReplicaTarget(name, new Uri("http://127.0.0.1")))];
        var sockets = new IdleSockets(line[Idle], Hold, time);
        var rounds = new Interleaving<double>(targets, (target, cancel) => sockets.MeasureAsync(proxies[target.Name], cancel), GatewayReport.IdleLine, output, warmsUp: false);
        var runs = await rounds.RunAsync(Math.Min(IdleRepeats, line[Repeats]), cancellationToken);
        return kinds.ToDictionary(kind => kind.Name, kind => Array.FindIndex(targets, target => target.Name == kind.Name) is >= 0 and var index ? runs[index] : []);
    }

    /// <summary>State is not saved: what a click costs the replica is to be little, so that what the proxy takes shows.</summary>
    private static Dictionary<string, string> Settings(RedisServer redis) => new(redis.Settings)
    {
        ["Replica__Name"] = "webapp-1",
        ["State__Mode"] = "off",
    };
}
