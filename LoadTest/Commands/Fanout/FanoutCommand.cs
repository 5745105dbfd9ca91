using System.Globalization;
using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>What the backplane makes of what Redis can: messages of a hub over three servers, against the bare client, on every Redis of this machine.</summary>
internal sealed class FanoutCommand(TimeProvider time) : ICommand
{
    private const int Servers = 3;
    private static readonly NumberOption Rounds = new("rounds", 9, 1, 100, "rounds, each with one run of the hub and one of the client alone");
    private static readonly NumberOption Messages = new("messages", 200_000, 100, 10_000_000, "messages in a run");
    private static readonly NumberOption Seconds = new("seconds", 2, 1, 600, "seconds at half of the peak, in each round");

    public string Name => "fanout";

    public string Summary => "Messages a second through the Redis backplane to clients on three servers, their latency, and the return after a restart of Redis.";

    public IReadOnlyList<CommandOption> Options => [Rounds, Messages, Seconds, ResultPage.Option];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var results = new ResultOutput(Name, line, output);
        await results.BeginAsync(SourceTree.Find(), cancellationToken);
        var measured = new List<FanoutResult>();
        foreach (var program in RedisProgram.Find())
        {
            measured.Add(await MeasureAsync(program, line, output, cancellationToken));
        }
        await results.EndAsync(FanoutReport.Render(measured, Servers), cancellationToken);
        return measured.All(result => result.IsGoalMet) ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private async Task<FanoutResult> MeasureAsync(RedisProgram program, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        await using var redis = new RedisProcess(program, time);
        await redis.StartAsync(cancellationToken);
        await using var hubFanout = await HubFanout.StartAsync(redis.Address, Servers, time, cancellationToken);
        var hub = new FanoutMeasurement(hubFanout, time);
        await hub.UntilItWorksAsync(cancellationToken);
        var lostAtStart = hub.Lost;
        var rounds = new List<FanoutRound>();
        using (var rawFanout = new RawFanout(redis.Address, Servers, time))
        {
            var raw = new FanoutMeasurement(rawFanout, time);
            // Twice: at first everything is still being compiled.
            for (var number = -1; number <= line[Rounds]; number++)
            {
                var round = await MeasureRoundAsync(number % 2 == 0, hub, raw, line, cancellationToken);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{program.Name}  {(number <= 0 ? "warm-up" : $"{number}/{line[Rounds]}")}: hub {round.Hub:0}/s, client alone {round.Raw:0}/s; p99 {round.P99:0.00} ms"));
                if (number > 0)
                {
                    rounds.Add(round);
                }
            }
        }
        var lost = hub.Lost - lostAtStart;
        await redis.KillAsync();
        await redis.StartAsync(cancellationToken);
        return new FanoutResult(program.Name, rounds, lost, await hub.UntilItWorksAsync(cancellationToken));
    }

    private static async Task<FanoutRound> MeasureRoundAsync(
        bool hubFirst, FanoutMeasurement hub, FanoutMeasurement raw, CommandLine line, CancellationToken cancellationToken)
    {
        var (first, second) = hubFirst ? (hub, raw) : (raw, hub);
        var (a, b) = (await first.PeakAsync(line[Messages], cancellationToken), await second.PeakAsync(line[Messages], cancellationToken));
        var (ofHub, ofRaw) = hubFirst ? (a, b) : (b, a);
        var latencies = await hub.PacedAsync(ofHub / Servers / 2, TimeSpan.FromSeconds(line[Seconds]), cancellationToken);
        return new FanoutRound(ofRaw, ofHub, Percentile.Of(latencies, 50), Percentile.Of(latencies, 99));
    }
}
