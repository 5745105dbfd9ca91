using Microsoft.AspNetCore.SignalR.Client;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>
/// What the backplane costs a circuit that starts: pages opened and left on one replica with it and without. One run scatters by a quarter: only many, in
/// short turns, tell a twentieth.
/// </summary>
internal sealed class StartsBench() : BenchRun("starts", "Circuits started a second with the Redis backplane and without.", 150, Seconds, Users)
{
    private static readonly Option<int> Seconds = Cli.Number("--seconds", 1, 1, 600, "seconds of opening pages in a run");
    private static readonly Option<int> Users = Cli.Number("--users", 16, 1, 1000, "users who open a page, leave it, and open the next");

    protected override async Task<(string, IReadOnlyList<Verdict>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        Arm[] arms = [Add("None"), Add("Redis")];
        await using var app = await host.StartAsync(cancellationToken);
        // A backplane that nobody uses costs nothing: each board has a reader, as a page and as a client of its hub.
        await using var first = await ReaderAsync(arms[0], cancellationToken);
        await using var second = await ReaderAsync(arms[1], cancellationToken);
        await using var firstPage = await Tabs.OpenAsync(arms[0], "/board", Time, 0, cancellationToken);
        await using var secondPage = await Tabs.OpenAsync(arms[1], "/board", Time, 0, cancellationToken);

        var load = new StartLoad(Line.GetValue(Users), TimeSpan.FromSeconds(Line.GetValue(Seconds)), Time);
        var runs = await RoundsAsync(arms, load.RunAsync, perSecond => Invariant($"{perSecond:0.0} circuits/s"), cancellationToken);
        var ratio = Ratio(runs[1], runs[0], perSecond => perSecond);
        var table = Table(arms, ("CIRCUITS/S", arm => Spread.Of(runs[arm]).ToText("0.0")), ("RATIO TO NONE", arm => arm == 0 ? "" : ratio.ToText("0.00")));
        var text = Invariant($"""
            Circuits started a second on one replica, client on the same machine, {Line.GetValue(Users)} users who open a page and leave it
            (medians of {Rounds} rounds; least to most in brackets):
            {table}
            """);
        return (text, [Verdict.AtLeast("Circuits a second with the backplane, of without", 0.95, ratio)]);

        Arm Add(string backplane) => host.AddReplica($"backplane {backplane}", $"webapp-{backplane.ToLowerInvariant()}", ("Hubs__Backplane", backplane));
    }

    private static async Task<HubConnection> ReaderAsync(Arm arm, CancellationToken cancellationToken)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(arm.Address, "/hubs/board")).Build();
        await hub.StartAsync(cancellationToken);
        return hub;
    }
}
