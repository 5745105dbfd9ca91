using System.CommandLine;
using Aspire.Hosting;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>How long the whole app takes to be up, against the same AppHost with one replica: from <c>dotnet run --no-build</c> until every replica gets users, with the dashboard.</summary>
internal sealed class StartBench() : BenchRun("start", "Time until the whole app is healthy against the same with one replica, and the memory of each process.", 5, Replicas)
{
    private static readonly Option<int> Replicas = Cli.Number("--replicas", 3, 2, 32, "replicas of the whole app");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly MarkedProcesses _processes = new();

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        Arm[] arms = [Add(host, Line.GetValue(Replicas)), Add(host, 1)];
        await using var app = await host.StartAsync(cancellationToken);
        var runs = await RoundsAsync([.. arms.Select(arm => arm.Name)], (arm, cancel) => StartAsync(app, arms[arm], cancel), run => Text($"{run.Seconds:0.00} s"), cancellationToken, warmsUp: false);
        var memory = runs[0].SelectMany(run => run.Megabytes).GroupBy(process => process.Key, process => process.Value).OrderBy(group => group.Key)
            .Select(group => (group.Key, Spread.Of(group).Median)).ToList();
        memory.Add(("sum", memory.Sum(process => process.Median)));
        var text = Text($"""
            Seconds to be up, with the dashboard (medians of {Rounds} runs of each arm, in turn; least to most in brackets):
            {TextReport.Table(["ARM", "SECONDS"], arms.Select((arm, index) => new[] { arm.Name, Spread.Of(runs[index].Select(run => run.Seconds)).ToText("0.00") }))}
            Resident memory of {arms[0].Name}, when all was healthy, without 'dotnet run':
            {TextReport.Table(["PROCESS", "MB"], memory.Select(process => new[] { process.Key, Text($"{process.Median:0.0}") }))}
            """);
        return (text, [Goal.AtMost("Seconds of the whole app, of one replica", 1.5, Ratio(runs[0], runs[1], run => run.Seconds))]);
    }

    private Arm Add(BenchHost host, int replicas)
    {
        var (resource, port) = (Text($"apphost-{replicas}"), BenchHost.FreePort());
        string[] command = ["run", "--project", Project.File, "-c", Project.Configuration, "--no-build", "--no-launch-profile", "--", "--replicas", Text($"{replicas}"), "--port", Text($"{port}")];
        host.AddProgram(resource, "dotnet", command, Project.Root, port)
            .WithExplicitStart()
            .WithEnvironment(MarkedProcesses.Name, _processes.Value)
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("DOTNET_ENVIRONMENT", "Development")
            // Those of the launch profile, but for ports that another run may have.
            .WithEnvironment("ASPNETCORE_URLS", BenchHost.Address(BenchHost.FreePort()).ToString())
            .WithEnvironment("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", BenchHost.Address(BenchHost.FreePort()).ToString())
            .WithEnvironment("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", BenchHost.Address(BenchHost.FreePort()).ToString())
            .WithEnvironment("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        return new Arm(Text($"AppHost, {replicas} {(replicas == 1 ? "replica" : "replicas")}"), resource, BenchHost.Address(port));
    }

    private async Task<(double Seconds, Dictionary<string, double> Megabytes)> StartAsync(AspireApp app, Arm arm, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var start = Time.GetTimestamp();
        try
        {
            await app.RestartAsync(arm.Resource, limit.Token);
            await app.AllReadyAsync(arm.Address, limit.Token);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException($"{arm.Name} was not healthy after {Limit.TotalSeconds:0} s. See why with 'dotnet run --project {Project.File}'.", problem);
        }

        var seconds = Time.GetElapsedTime(start).TotalSeconds;
        var memory = _processes.Megabytes();
        await app.StopAsync(arm.Resource, cancellationToken);
        return (seconds, memory);
    }
}
