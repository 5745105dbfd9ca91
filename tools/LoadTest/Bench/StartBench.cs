using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Aspire.Hosting;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>How long the whole app takes to be up, against the same AppHost with one replica: from <c>dotnet run --no-build</c> until every replica gets users, with the dashboard.</summary>
internal sealed class StartBench() : BenchRun("start", "Time until the whole app is healthy against the same with one replica, and the memory of each process.", Repeats, Replicas)
{
    private const double Megabyte = 1024 * 1024;
    private const string ServiceName = "OTEL_SERVICE_NAME=";
    private static readonly Option<int> Repeats = Cli.Number("--repeats", 5, 1, 100, "runs of each arm");
    private static readonly Option<int> Replicas = Cli.Number("--replicas", 3, 2, 32, "replicas of the whole app");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
        AppHostArm[] arms = [Add(host, Line.GetValue(Replicas)), Add(host, 1)];
        await using var app = await host.StartAsync(cancellationToken);
        var runs = await RoundsAsync(
            [.. arms.Select(arm => arm.Name)], Line.GetValue(Repeats), (arm, cancel) => StartAsync(app, arms[arm], cancel), run => Text($"{run.Seconds:0.00} s"), cancellationToken, warmsUp: false);

        var (whole, alone) = (Of(runs[0], run => run.Seconds), Of(runs[1], run => run.Seconds));
        // The processes of all runs by name: medians.
        var memory = runs[0].SelectMany(run => run.Megabytes).GroupBy(process => process.Key, process => process.Value).OrderBy(group => group.Key).Select(group => (group.Key, Spread.Of(group).Median)).ToList();
        memory.Add(("sum", memory.Sum(process => process.Median)));
        var text = Text($"""
            Seconds to be up, with the dashboard (medians of {Line.GetValue(Repeats)} runs of each arm, in turn; least to most in brackets):
            {TextReport.Table(["ARM", "SECONDS"], [[arms[0].Name, whole.ToText("0.00")], [arms[1].Name, alone.ToText("0.00")]])}
            Resident memory of {arms[0].Name}, when all was healthy, without 'dotnet run':
            {TextReport.Table(["PROCESS", "MB"], memory.Select(process => new[] { process.Key, Text($"{process.Median:0.0}") }))}
            """);
        return (text, [Goal.AtMost("Seconds of the whole app, of one replica", 1.5, new Spread(whole.Median / alone.Median, Ratio(runs[0], runs[1], run => run.Seconds).Min, Ratio(runs[0], runs[1], run => run.Seconds).Max))]);
    }

    private AppHostArm Add(BenchHost host, int replicas)
    {
        var (resource, mark, port) = (Text($"apphost-{replicas}"), Text($"BLAZOR_LOAD_MARK={Guid.NewGuid():N}"), BenchHost.FreePort());
        string[] command = ["run", "--project", Project.File, "-c", Project.Configuration, "--no-build", "--no-launch-profile", "--", "--replicas", Text($"{replicas}"), "--port", Text($"{port}")];
        host.AddProgram(resource, "dotnet", command, Project.Root, port)
            .WithExplicitStart()
            .WithEnvironment(mark.Split('=')[0], mark.Split('=')[1])
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("DOTNET_ENVIRONMENT", "Development")
            // Those of the launch profile, but for ports that another run may have.
            .WithEnvironment("ASPNETCORE_URLS", BenchHost.Address(BenchHost.FreePort()).ToString())
            .WithEnvironment("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", BenchHost.Address(BenchHost.FreePort()).ToString())
            .WithEnvironment("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", BenchHost.Address(BenchHost.FreePort()).ToString())
            .WithEnvironment("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        return new AppHostArm(Text($"AppHost, {replicas} {(replicas == 1 ? "replica" : "replicas")}"), resource, BenchHost.Address(port), mark);
    }

    private async Task<(double Seconds, Dictionary<string, double> Megabytes)> StartAsync(AspireApp app, AppHostArm arm, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var start = Time.GetTimestamp();
        try
        {
            await app.RestartAsync(arm.Resource, limit.Token);
            await app.AllReadyAsync(arm.Gateway, limit.Token);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException($"{arm.Name} was not healthy after {Limit.TotalSeconds:0} s. See why with 'dotnet run --project {Project.File}'.", problem);
        }

        var seconds = Time.GetElapsedTime(start).TotalSeconds;
        var memory = MemoryOf(arm.Mark);
        await app.StopAsync(arm.Resource, cancellationToken);
        return (seconds, memory);
    }

    /// <summary>Megabytes of each process that has inherited an environment variable, by the name of its resource or program. Several of one name are one. Empty but on Linux.</summary>
    private static Dictionary<string, double> MemoryOf(string mark)
    {
        var memory = new Dictionary<string, double>();
        foreach (var process in OperatingSystem.IsLinux() ? Process.GetProcesses() : [])
        {
            using (process)
            {
                if (NameOf(process.Id, mark) is { } name)
                {
                    memory[name] = memory.GetValueOrDefault(name) + process.WorkingSet64 / Megabyte;
                }
            }
        }

        return memory;
    }

    private static string? NameOf(int id, string mark)
    {
        try
        {
            var environment = Read("environ");
            var command = Read("cmdline");
            return !environment.Contains(mark) || command is ["dotnet", "run", ..] ? null
                : environment.FirstOrDefault(variable => variable.StartsWith(ServiceName, StringComparison.Ordinal)) is { } service ? service[ServiceName.Length..]
                : Path.GetFileNameWithoutExtension(command is ["dotnet", { } program, ..] ? program : command[0]);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to another user.
            return null;
        }

        string[] Read(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"))).Split('\0');
    }

    /// <param name="Mark">An environment variable with a value that only its processes have.</param>
    private sealed record AppHostArm(string Name, string Resource, Uri Gateway, string Mark);
}
