using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using System.Net;
using BlazorAspire.LoadTest.Apps;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>What the gateway costs: one replica reached through it, through nginx, through HAProxy and directly.</summary>
internal sealed class GatewayBench() : BenchRun("gateway", "Clicks, latency, starts and memory through the gateway, nginx, HAProxy and directly.", 12, Seconds, Users, Rate, Idle)
{
    private const double Kilobyte = 1024;
    private const int MaxIdleRounds = 5;
    private const int IdleAtOnce = 16;

    // What a proxy takes with its first connections is no matter of how many there are.
    private const int FirstIdle = 300;

    private static readonly Option<int> Seconds = Cli.Number("--seconds", 2, 1, 600, "seconds of a visit");
    private static readonly Option<int> Users = Cli.Number("--users", 32, 1, 1000, "users who click");
    private static readonly Option<int> Rate = Cli.Number("--rate", 400, 1, 100_000, "clicks due each second where the time of one is measured");
    private static readonly Option<int> Idle = Cli.Number("--idle", 2000, 100, 100_000, "idle WebSockets whose memory is measured");
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(3);
    private static readonly string[] MoreFolders = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

    private AspireApp _app = null!;
    private Arm _replica = null!;

    /// <summary>A socket of the client, and two of each proxy.</summary>
    protected override void Check() => Machine.RequireFiles(2 * Line.GetValue(Idle));

    protected override async Task<(string, IReadOnlyList<Goal>)> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("blazor-load-");
        try
        {
            var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
            // State is not saved: what a click costs the replica is to be little, so that what the proxy takes shows.
            _replica = host.AddServer("direct", "webapp", Project.Program("WebApp"), new Dictionary<string, string>(host.AddRedis("redis")) { ["Replica__Name"] = "webapp-1", ["State__Mode"] = "off" });
            Arm[] arms = [_replica, host.AddGateway("gateway", "front", "webapp-1", _replica.Address), .. await ProxiesAsync(host, folder.FullName)];
            await using (_app = await host.StartAsync(cancellationToken))
            {
                foreach (var arm in arms)
                {
                    await _app.ListensAsync(arm.Address, cancellationToken);
                }

                return await MeasureAsync(arms, cancellationToken);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<(string, IReadOnlyList<Goal>)> MeasureAsync(Arm[] arms, CancellationToken cancellationToken)
    {
        var (users, rate, duration) = (Line.GetValue(Users), Line.GetValue(Rate), TimeSpan.FromSeconds(Line.GetValue(Seconds)));
        string[] names = [.. arms.Select(arm => arm.Name)];
        var (saturated, paced, opening) = (new ClickLoad(users, duration, Time), new ClickLoad(users, duration, Time, rate), new StartLoad(users, duration, Time));
        // One measure after the other: the shorter the time between two arms, the less the machine changes between them.
        var clicks = await RoundsAsync(names, (arm, cancel) => SaturateAsync(arms[arm], saturated, cancel),
            run => Text($"{run.PerSecond:0} clicks/s, {run.Proxy:0} µs of the proxy, {run.Client:0} µs of the client and {run.Replica:0} µs of the replica a click"), cancellationToken);
        var latencies = await RoundsAsync(names, (arm, cancel) => paced.RunAsync(arms[arm].Address, cancel), run => Text($"p50 {run.P50:0.00} ms, p99 {run.P99:0.00} ms"), cancellationToken);
        var starts = await RoundsAsync(names, (arm, cancel) => opening.RunAsync(arms[arm].Address, cancel), perSecond => Text($"{perSecond:0.0} starts/s"), cancellationToken);
        // Memory changes little from one run to the next, and a run takes long.
        var idle = await RoundsAsync(
            names[1..], (arm, cancel) => IdleAsync(arms[arm + 1], cancel), kilobytes => Text($"{kilobytes:0.0} KB for an idle WebSocket"), cancellationToken, warmsUp: false, maxRounds: MaxIdleRounds);

        var text = Text($"""
            One replica, reached directly and through each proxy; client, proxy and replica on the same machine
            (medians of {Rounds} rounds; least to most in brackets).

            Clicks a second of {users} users without a pause, and the processor time of one:
            {TextReport.Table(["ARM", "CLICKS/S", "RATIO TO DIRECT", "PROXY µs", "CLIENT µs", "REPLICA µs"], names.Select((name, arm) => new[]
            {
                name, Of(clicks[arm], run => run.PerSecond).ToText("0"), Ratio(clicks[arm], clicks[0], run => run.PerSecond).ToText("0.00"),
                Of(clicks[arm], run => run.Proxy).ToText("0"), Of(clicks[arm], run => run.Client).ToText("0"), Of(clicks[arm], run => run.Replica).ToText("0"),
            }))}
            Milliseconds of a click with {rate} due each second over {users} users, and circuits started a second by users who open a page and leave it:
            {TextReport.Table(["ARM", "P50 ms", "P99 ms", "STARTS/S", "RATIO TO DIRECT"], names.Select((name, arm) => new[]
            {
                name, Of(latencies[arm], run => run.P50).ToText("0.00"), Of(latencies[arm], run => run.P99).ToText("0.00"), Spread.Of(starts[arm]).ToText("0"), Ratio(starts[arm], starts[0], run => run).ToText("0.00"),
            }))}
            Resident memory of the proxy for each of {Line.GetValue(Idle)} idle WebSockets:
            {TextReport.Table(["ARM", "KB"], names[1..].Select((name, arm) => new[] { name, Spread.Of(idle[arm]).ToText("0.0") }))}
            """);
        return (text, [.. Goals()]);

        IEnumerable<Goal> Goals()
        {
            if (Array.IndexOf(names, "nginx") is > 0 and var nginx)
            {
                yield return Goal.AtLeast("Clicks a second, of nginx", 0.90, Ratio(clicks[1], clicks[nginx], run => run.PerSecond));
                yield return Goal.AtMost("p99 of a click, of nginx", 1.25, Ratio(latencies[1], latencies[nginx], run => run.P99));
            }

            if (Array.IndexOf(names, "HAProxy") is > 0 and var haproxy)
            {
                yield return Goal.AtLeast("Clicks a second, of HAProxy", 0.85, Ratio(clicks[1], clicks[haproxy], run => run.PerSecond));
            }

            yield return Goal.AtMost("Added p50 of a click in ms", 0.8, Difference(latencies[1], latencies[0], run => run.P50));
            yield return Goal.AtLeast("Circuits started a second, of direct", 0.88, Ratio(starts[1], starts[0], run => run));
            yield return Goal.AtMost("Kilobytes for an idle WebSocket", 18, Spread.Of(idle[0]), "0.0");
        }
    }

    /// <summary>nginx and HAProxy where they are installed, with the files of the folder deploy. These are made for two replicas, and have the one twice.</summary>
    private async Task<List<Arm>> ProxiesAsync(BenchHost host, string folder)
    {
        var files = new ProxyFiles(Project.Root, folder);
        Uri[] replicas = [_replica.Address, _replica.Address];
        (string Name, string Program, string Package, Func<int, string[]> Configure)[] kinds =
        [
            ("nginx", "nginx", "nginx-light", port => files.Nginx(port, replicas, ProxyFiles.ByCookie)),
            ("HAProxy", "haproxy", "haproxy", port => files.Haproxy(port, replicas)),
        ];
        // Servers often lie in folders that are not on the path of everybody.
        string[] places = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), .. MoreFolders];
        var arms = new List<Arm>();
        foreach (var (name, program, package, configure) in kinds)
        {
            if (places.Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists) is { } file)
            {
                var port = BenchHost.FreePort();
                host.AddProgram(program, file, configure(port), folder, port);
                arms.Add(new Arm(name, program, BenchHost.Address(port)));
            }
            else
            {
                await Output.SayAsync($"'{program}' was not found, and is left out. Install it (Debian: apt-get install {package}).");
            }
        }

        return arms;
    }

    private async Task<(double PerSecond, double Proxy, double Client, double Replica)> SaturateAsync(Arm arm, ClickLoad load, CancellationToken cancellationToken)
    {
        var (proxy, replica) = (ProcessorTime(arm), ProcessorTime(_replica));
        var clicks = await load.RunAsync(arm.Address, cancellationToken);
        return (
            clicks.PerSecond, arm == _replica ? 0 : (ProcessorTime(arm) - proxy).TotalMicroseconds / clicks.Count, clicks.ClientCores * 1_000_000 / clicks.PerSecond,
            (ProcessorTime(_replica) - replica).TotalMicroseconds / clicks.Count);
    }

    /// <summary>Kilobytes of a proxy for each WebSocket to the circuit hub on which nothing moves. It is started again for each figure: what it has left over from before would hide what connections take.</summary>
    private async Task<double> IdleAsync(Arm arm, CancellationToken cancellationToken)
    {
        await _app.RestartAsync(arm.Resource, cancellationToken);
        await _app.ListensAsync(arm.Address, cancellationToken);
        var (sites, connections) = (new ConcurrentBag<Site>(), new ConcurrentBag<CircuitConnection>());
        try
        {
            await OpenAsync(FirstIdle);
            var before = Resident(arm);
            await OpenAsync(Line.GetValue(Idle));
            await Task.Delay(Hold, Time, cancellationToken);
            var taken = (Resident(arm) - before) / Kilobyte / Line.GetValue(Idle);
            return connections.Count(connection => connection.Ended.IsCompleted) is var lost and > 0
                ? throw new MeasurementException($"{lost} of {connections.Count} idle connections through {arm.Name} broke, so that their memory is not worth reading.")
                : taken;
        }
        catch (Exception problem) when (problem is RefusedException or HubClosedException)
        {
            throw new MeasurementException($"The WebSocket {connections.Count + 1} through {arm.Name} was not opened: {problem.Message}", problem);
        }
        finally
        {
            await Parallel.ForEachAsync(connections, Options(CancellationToken.None), async (connection, _) => await connection.DisposeAsync());
            foreach (var site in sites)
            {
                site.Dispose();
            }
        }

        Task OpenAsync(int count) => Parallel.ForEachAsync(Enumerable.Range(0, count), Options(cancellationToken), async (_, cancel) =>
        {
            var site = new Site(arm.Address, new CookieContainer(), Time);
            sites.Add(site);
            connections.Add(await site.ConnectAsync(null, new SilentClient(), cancel));
        });
    }

    private TimeSpan ProcessorTime(Arm arm) => Family(arm).Select(process => process.ProcessorTime ?? TimeSpan.Zero).Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    private long Resident(Arm arm) => Family(arm).Sum(process => process.Resident ?? 0);

    /// <summary>A process and those that it has started, such as the workers of a proxy. Only Linux tells of these.</summary>
    private IEnumerable<WatchedProcess> Family(Arm arm)
    {
        var parent = _app.Process(arm.Resource);
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{parent.Id}/task/{parent.Id}/children");
        var children = File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return children.Select(child => WatchedProcess.Find(int.Parse(child, CultureInfo.InvariantCulture))).Prepend(parent);
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = IdleAtOnce, CancellationToken = cancellationToken };

    private sealed class SilentClient : ICircuitClient
    {
        public Task<object?> ReceiveAsync(CircuitConnection from, string target, object?[] arguments) => Task.FromResult<object?>(null);
    }
}
