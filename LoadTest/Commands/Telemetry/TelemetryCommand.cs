using BlazorAspire.LoadTest.Commands.Fanout;
using BlazorAspire.LoadTest.Commands.Saving;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Commands.Telemetry;

/// <summary>What telemetry costs the app: clicks on one replica that sends logs, traces and metrics and lets its metrics be read, and on one that does not.</summary>
internal sealed class TelemetryCommand(TimeProvider time) : ICommand
{
    private static readonly NumberOption Rounds = new("rounds", 12, 1, 1000, "rounds, each with one run of both arms");
    private static readonly NumberOption Seconds = new("seconds", 4, 1, 600, "seconds of clicking in a run");
    private static readonly NumberOption Users = new("users", 32, 1, 1000, "users who click without a pause");

    public string Name => "telemetry";

    public string Summary => "Clicks a second with all telemetry on, and with none (embedded profile).";

    public IReadOnlyList<CommandOption> Options => [Rounds, Seconds, Users, ResultPage.Option];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt("WebApp");
        var results = new ResultOutput(Name, line, output);
        await results.BeginAsync(tree, cancellationToken);

        await using var redis = new RedisProcess(RedisProgram.Find()[0], time);
        await redis.StartAsync(cancellationToken);
        await using var receiver = await OtlpReceiver.StartAsync(cancellationToken);
        await using var without = new ServerProcess(tree, "WebApp", Settings(redis, "off"), time);
        await using var with = new ServerProcess(tree, "WebApp", new Dictionary<string, string>(Settings(redis, "on").Concat(TelemetryOn(receiver))), time);
        await without.StartAsync(cancellationToken);
        await with.StartAsync(cancellationToken);
        await using var scraper = Scraper.Start(with.Address, time);

        var result = await MeasureAsync(without, with, line, output, cancellationToken);
        if (receiver.Received == 0 || scraper.Scrapes == 0)
        {
            throw new MeasurementException($"Telemetry was not on: {receiver.Received} messages came by OTLP, and the metrics were read {scraper.Scrapes} times.");
        }
        await results.EndAsync(TelemetryReport.Render(result, receiver.Received, scraper.Scrapes, line[Rounds], line[Users]), cancellationToken);
        return result.IsGoalMet ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private async Task<TelemetryResult> MeasureAsync(ServerProcess without, ServerProcess with, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var load = new ClickLoad(line[Users], TimeSpan.FromSeconds(line[Seconds]), time);
        ReplicaTarget[] targets = [new("off", without.Address, without.ProcessId), new("on", with.Address, with.ProcessId)];
        var rounds = new Interleaving<TelemetryRun>(
            targets,
            async (target, cancel) =>
            {
                var process = target.Address == with.Address ? with : without;
                var before = process.ProcessorTime;
                var clicks = await load.RunAsync(target.Address, cancel);
                return new TelemetryRun(clicks, process.ProcessorTime - before);
            },
            TelemetryReport.Line,
            output);
        var runs = await rounds.RunAsync(line[Rounds], cancellationToken);
        return new TelemetryResult(runs[0], runs[1], rounds.Cores);
    }

    private static Dictionary<string, string> Settings(RedisProcess redis, string name) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__redis"] = $"{redis.Address},abortConnect=false",
        ["Replica__Name"] = $"telemetry-{name}",
    };

    private static Dictionary<string, string> TelemetryOn(OtlpReceiver receiver) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "5000",
        ["Telemetry__Prometheus"] = "true",
    };
}
