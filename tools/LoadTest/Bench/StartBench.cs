using System.Diagnostics;
using System.Text;
using Aspire.Hosting;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>
/// How long the whole app takes to be up, against the same AppHost with one replica: from <c>dotnet run --no-build</c> until every replica gets users, with
/// the dashboard.
/// </summary>
internal sealed class StartBench()
    : BenchRun("start", "Time until the whole app is healthy against the same with one replica, and the memory of each process.", 5, Replicas)
{
    private const double Megabyte = 1024 * 1024;
    private const string ServiceName = "OTEL_SERVICE_NAME=";
    private static readonly string[] Addresses = ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];
    private static readonly Option<int> Replicas = Cli.Number("--replicas", 3, 2, 32, "replicas of the whole app");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>A variable that all processes of the app inherit, and no others have.</summary>
    private readonly (string Name, string Value) _mark = ("BLAZOR_LOAD_MARK", Guid.NewGuid().ToString("N"));

    protected override async Task<(string, IReadOnlyList<Verdict>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        Arm[] arms = [Add(host, Line.GetValue(Replicas)), Add(host, 1)];
        await using var app = await host.StartAsync(cancellationToken);
        var runs = await RoundsAsync(
            arms, (arm, cancel) => StartAsync(app, arm, cancel), run => Invariant($"{run.Seconds:0.00} s"), cancellationToken, warmsUp: false);
        var memory = runs[0].SelectMany(run => run.Megabytes).GroupBy(process => process.Key, process => process.Value).OrderBy(group => group.Key)
            .Select(group => (Name: group.Key, Megabytes: Spread.Of(group).Median)).ToList();
        memory.Add(("sum", memory.Sum(process => process.Megabytes)));
        var text = Invariant($"""
            Seconds to be up, with the dashboard (medians of {Rounds} runs of each arm, in turn; least to most in brackets):
            {Table(arms, ("SECONDS", arm => Of(runs[arm], run => run.Seconds).ToText("0.00")))}
            Resident memory of {arms[0].Name}, when all was healthy, without 'dotnet run':
            {TextReport.Table(["PROCESS", "MB"], memory.Select(process => new[] { process.Name, Invariant($"{process.Megabytes:0.0}") }))}
            """);
        return (text, [Verdict.AtMost("Seconds of the whole app, of one replica", 1.5, Ratio(runs[0], runs[1], run => run.Seconds))]);
    }

    private Arm Add(BenchHost host, int replicas)
    {
        var (resource, port) = (Invariant($"apphost-{replicas}"), BenchHost.FreePort());
        string[] command =
        [
            "run", "--project", Project.File, "-c", Project.Configuration, "--no-build", "--no-launch-profile",
            "--", "--replicas", Invariant($"{replicas}"), "--port", Invariant($"{port}"),
        ];
        (string Name, string Value)[] settings =
        [
            _mark, ("ASPNETCORE_ENVIRONMENT", "Development"), ("DOTNET_ENVIRONMENT", "Development"), ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
            // Those of the launch profile, but for ports that another run may have.
            .. Addresses.Select(name => (name, BenchHost.Address(BenchHost.FreePort()).ToString())),
        ];
        var program = host.AddProgram(resource, "dotnet", command, Project.Root, port).WithExplicitStart();
        Array.ForEach(settings, setting => program.WithEnvironment(setting.Name, setting.Value));
        return new Arm(Invariant($"AppHost, {replicas} {(replicas == 1 ? "replica" : "replicas")}"), resource, BenchHost.Address(port));
    }

    private async Task<(double Seconds, Dictionary<string, double> Megabytes)> StartAsync(AspireApp app, Arm arm, CancellationToken cancellationToken)
    {
        using var limit = cancellationToken.Within(Limit);
        var start = Time.GetTimestamp();
        try
        {
            await app.RestartAsync(arm.Resource, limit.Token);
            await app.AllReadyAsync(arm.Address, limit.Token);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException(
                $"{arm.Name} was not healthy after {Limit.TotalSeconds:0} s. See why with 'dotnet run --project {Project.File}'.", problem);
        }

        var seconds = Time.GetElapsedTime(start).TotalSeconds;
        var memory = Processes().GroupBy(process => process.Name).ToDictionary(group => group.Key, group => group.Sum(process => process.Megabytes));
        await app.StopAsync(arm.Resource, cancellationToken);
        return (seconds, memory);
    }

    /// <summary>
    /// Resident megabytes of each process of the app, by the name of the resource or of the program. Without <c>dotnet run</c>, which does nothing but wait.
    /// None but on Linux.
    /// </summary>
    private IEnumerable<(string Name, double Megabytes)> Processes()
    {
        foreach (var process in OperatingSystem.IsLinux() ? Process.GetProcesses() : [])
        {
            using (process)
            {
                if (NameOf(process.Id) is { } name)
                {
                    yield return (name, process.WorkingSet64 / Megabyte);
                }
            }
        }
    }

    private string? NameOf(int id)
    {
        try
        {
            var (environment, command) = (Read("environ"), Read("cmdline"));
            var service = Array.Find(environment, variable => variable.StartsWith(ServiceName, StringComparison.Ordinal));
            return !environment.Contains($"{_mark.Name}={_mark.Value}") || command is ["dotnet", "run", ..] ? null
                : service?[ServiceName.Length..] ?? Path.GetFileNameWithoutExtension(command is ["dotnet", { } program, ..] ? program : command[0]);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to another user.
            return null;
        }

        string[] Read(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(Invariant($"/proc/{id}/{file}"))).Split('\0');
    }
}
