using System.CommandLine;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Reports;
using Microsoft.AspNetCore.SignalR.Client;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>What the backplane costs a circuit that starts: pages opened and left on one replica with it and without. One run scatters by a quarter: only many, in short turns, tell a twentieth.</summary>
internal sealed class StartsBench() : BenchRun("starts", "Circuits started a second with the Redis backplane and without.", 150, Seconds, Users)
{
    private static readonly Option<int> Seconds = Cli.Number("--seconds", 1, 1, 600, "seconds of opening pages in a run");
    private static readonly Option<int> Users = Cli.Number("--users", 16, 1, 1000, "users who open a page, leave it, and open the next");

    private static readonly string[] Backplanes = ["None", "Redis"];

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        Arm[] arms = [.. Backplanes.Select(backplane => host.AddReplica($"backplane {backplane}", $"webapp-{backplane.ToLowerInvariant()}", "Hubs__Backplane", backplane))];
        await using var app = await host.StartAsync(cancellationToken);
        // A backplane that nobody uses costs nothing: each board has a reader, as a page and as a client of its hub.
        await using var firstHub = await HubAsync(arms[0].Address, cancellationToken);
        await using var secondHub = await HubAsync(arms[1].Address, cancellationToken);
        await using var firstPage = await PageAsync(arms[0].Address, cancellationToken);
        await using var secondPage = await PageAsync(arms[1].Address, cancellationToken);

        var load = new StartLoad(Line.GetValue(Users), TimeSpan.FromSeconds(Line.GetValue(Seconds)), Time);
        var runs = await RoundsAsync([.. arms.Select(arm => arm.Name)], (arm, cancel) => load.RunAsync(arms[arm].Address, cancel), perSecond => Text($"{perSecond:0.0} circuits/s"), cancellationToken);
        var ratio = Ratio(runs[1], runs[0], perSecond => perSecond);
        var text = Text($"""
            Circuits started a second on one replica, client on the same machine, {Line.GetValue(Users)} users who open a page and leave it
            (medians of {Rounds} rounds; least to most in brackets):
            {TextReport.Table(["ARM", "CIRCUITS/S", "RATIO TO NONE"], arms.Select((arm, index) => new[] { arm.Name, Spread.Of(runs[index]).ToText("0.0"), index == 0 ? "" : ratio.ToText("0.00") }))}
            """);
        return (text, [Goal.AtLeast("Circuits a second with the backplane, of without", 0.95, ratio)]);
    }

    private static async Task<HubConnection> HubAsync(Uri address, CancellationToken cancellationToken)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/board")).Build();
        await hub.StartAsync(cancellationToken);
        return hub;
    }

    private async Task<HeadlessBrowser> PageAsync(Uri address, CancellationToken cancellationToken)
    {
        var page = new HeadlessBrowser(address, Time);
        await page.OpenAsync("/board", cancellationToken);
        return page;
    }
}
