using System.Collections.Concurrent;
using System.Net;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>What the gateway costs: one replica reached through it, through nginx, through HAProxy and directly.</summary>
internal sealed class GatewayBench()
    : BenchRun("gateway", "Clicks, latency, starts and memory through the gateway, nginx, HAProxy and directly.", 12, Seconds, Users, Rate, Idle)
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

    // Servers often lie in folders that are not on the path of everybody.
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/sbin", "/sbin"];

    private AspireApp _app = null!;
    private Arm _replica = null!;

    /// <summary>A socket of the client, and two of each proxy.</summary>
    protected override void Check() => Machine.RequireFiles(2 * Line.GetValue(Idle));

    protected override async Task<(string, IReadOnlyList<Verdict>)> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("blazor-load-");
        try
        {
            var host = await BenchHost.CreateAsync(Project, Time, cancellationToken);
            // State is not saved: what a click costs the replica is to be little, so that what the proxy takes shows.
            _replica = host.AddReplica("direct", "webapp", ("Replica__Name", "webapp-1"), ("State__Mode", "off"));
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

    private async Task<(string, IReadOnlyList<Verdict>)> MeasureAsync(Arm[] arms, CancellationToken cancellationToken)
    {
        var (users, rate, duration) = (Line.GetValue(Users), Line.GetValue(Rate), TimeSpan.FromSeconds(Line.GetValue(Seconds)));
        var (saturated, paced) = (new ClickLoad(users, duration, Time), new ClickLoad(users, duration, Time, rate));
        var opening = new StartLoad(users, duration, Time);
        // One measure after the other: the shorter the time between two arms, the less the machine changes between them.
        var clicks = await RoundsAsync(
            arms, (arm, cancel) => SaturateAsync(arm, saturated, cancel),
            run => Invariant($"{run.PerSecond:0} clicks/s; µs a click of proxy {run.Proxy:0}, client {run.Client:0}, replica {run.Replica:0}"),
            cancellationToken);
        var latencies = await RoundsAsync(arms, paced.RunAsync, run => Invariant($"p50 {run.P50:0.00} ms, p99 {run.P99:0.00} ms"), cancellationToken);
        var starts = await RoundsAsync(arms, opening.RunAsync, perSecond => Invariant($"{perSecond:0.0} starts/s"), cancellationToken);
        // Memory changes little from one run to the next, and a run takes long.
        var idle = await RoundsAsync(
            arms[1..], IdleAsync, kilobytes => Invariant($"{kilobytes:0.0} KB for an idle WebSocket"), cancellationToken,
            warmsUp: false, maxRounds: MaxIdleRounds);

        var text = Invariant($"""
            One replica, reached directly and through each proxy; client, proxy and replica on the same machine
            (medians of {Rounds} rounds; least to most in brackets).

            Clicks a second of {users} users without a pause, and the processor time of one:
            {Table(
                arms,
                ("CLICKS/S", arm => Of(clicks[arm], run => run.PerSecond).ToText("0")), ("RATIO TO DIRECT", arm => Clicks(arm, 0).ToText("0.00")),
                ("PROXY µs", arm => Of(clicks[arm], run => run.Proxy).ToText("0")), ("CLIENT µs", arm => Of(clicks[arm], run => run.Client).ToText("0")),
                ("REPLICA µs", arm => Of(clicks[arm], run => run.Replica).ToText("0")))}
            Milliseconds of a click with {rate} due each second over {users} users, and circuits started a second by users who open a page and leave it:
            {Table(
                arms,
                ("P50 ms", arm => Of(latencies[arm], run => run.P50).ToText("0.00")), ("P99 ms", arm => Of(latencies[arm], run => run.P99).ToText("0.00")),
                ("STARTS/S", arm => Spread.Of(starts[arm]).ToText("0")), ("RATIO TO DIRECT", arm => Starts(arm).ToText("0.00")))}
            Resident memory of the proxy for each of {Line.GetValue(Idle)} idle WebSockets:
            {Table(arms[1..], ("KB", arm => Spread.Of(idle[arm]).ToText("0.0")))}
            """);
        return (text, [.. Goals()]);

        Spread Clicks(int arm, int other) => Ratio(clicks[arm], clicks[other], run => run.PerSecond);

        Spread Starts(int arm) => Ratio(starts[arm], starts[0], run => run);

        IEnumerable<Verdict> Goals()
        {
            if (Array.FindIndex(arms, arm => arm.Name == "nginx") is > 0 and var nginx)
            {
                yield return Verdict.AtLeast("Clicks a second, of nginx", 0.90, Clicks(1, nginx));
                yield return Verdict.AtMost("p99 of a click, of nginx", 1.25, Ratio(latencies[1], latencies[nginx], run => run.P99));
            }

            if (Array.FindIndex(arms, arm => arm.Name == "HAProxy") is > 0 and var haproxy)
            {
                yield return Verdict.AtLeast("Clicks a second, of HAProxy", 0.85, Clicks(1, haproxy));
            }

            yield return Verdict.AtMost("Added p50 of a click in ms", 0.8, Difference(latencies[1], latencies[0], run => run.P50));
            yield return Verdict.AtLeast("Circuits started a second, of direct", 0.88, Starts(1));
            yield return Verdict.AtMost("Kilobytes for an idle WebSocket", 18, Spread.Of(idle[0]), "0.0");
        }
    }

    /// <summary>nginx and HAProxy where they are installed, with the files of the folder deploy: made for two replicas, they have the one twice.</summary>
    private async Task<List<Arm>> ProxiesAsync(BenchHost host, string folder)
    {
        var files = new ProxyFiles(Project.Root, folder);
        Uri[] replicas = [_replica.Address, _replica.Address];
        (string Name, string Program, string Package, Func<int, string[]> Configure)[] kinds =
        [
            ("nginx", "nginx", "nginx-light", port => files.Nginx(port, replicas, ProxyFiles.ByCookie)),
            ("HAProxy", "haproxy", "haproxy", port => files.Haproxy(port, replicas)),
        ];
        var arms = new List<Arm>();
        foreach (var (name, program, package, configure) in kinds)
        {
            if (Folders.Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists) is { } file)
            {
                var port = BenchHost.FreePort();
                host.AddProgram(program, file, configure(port), folder, port);
                arms.Add(new Arm(name, program, BenchHost.Address(port)));
            }
            else
            {
                await SayAsync($"'{program}' was not found, and is left out. Install it (Debian: apt-get install {package}).");
            }
        }

        return arms;
    }

    private async Task<(double PerSecond, double Proxy, double Client, double Replica)> SaturateAsync(
        Arm arm, ClickLoad load, CancellationToken cancellationToken)
    {
        var (proxy, replica) = (Microseconds(arm), Microseconds(_replica));
        var clicks = await load.RunAsync(arm, cancellationToken);
        return (
            clicks.PerSecond, arm == _replica ? 0 : (Microseconds(arm) - proxy) / clicks.Count, clicks.ClientCores * 1_000_000 / clicks.PerSecond,
            (Microseconds(_replica) - replica) / clicks.Count);
    }

    /// <summary>
    /// Kilobytes of a proxy for each WebSocket to the circuit hub on which nothing moves. It is started again for each figure: what it has left over from
    /// before would hide what connections take.
    /// </summary>
    private async Task<double> IdleAsync(Arm arm, CancellationToken cancellationToken)
    {
        await _app.RestartAsync(arm.Resource, cancellationToken);
        await _app.ListensAsync(arm.Address, cancellationToken);
        var (sites, connections) = (new ConcurrentBag<Site>(), new ConcurrentBag<CircuitConnection>());
        try
        {
            await OpenAsync(FirstIdle);
            var before = Resident();
            await OpenAsync(Line.GetValue(Idle));
            await Task.Delay(Hold, Time, cancellationToken);
            var taken = (Resident() - before) / Kilobyte / Line.GetValue(Idle);
            return connections.Count(connection => connection.Ended.IsCompleted) is var lost and > 0
                ? throw new MeasurementException($"{lost} of {connections.Count} idle connections through {arm.Name} broke: their memory is not worth reading.")
                : taken;
        }
        catch (Exception problem) when (problem is RefusedException or HubClosedException)
        {
            throw new MeasurementException($"The WebSocket {connections.Count + 1} through {arm.Name} was not opened: {problem.Message}", problem);
        }
        finally
        {
            await Parallel.ForEachAsync(connections, AtOnce(CancellationToken.None), async (connection, _) => await connection.DisposeAsync());
            Array.ForEach([.. sites], site => site.Dispose());
        }

        long Resident() => Family(arm).Sum(process => process.Resident ?? 0);

        Task OpenAsync(int count) => Parallel.ForEachAsync(Enumerable.Range(0, count), AtOnce(cancellationToken), async (_, cancel) =>
        {
            var site = new Site(arm.Address, new CookieContainer(), Time);
            sites.Add(site);
            connections.Add(await site.ConnectAsync(null, (_, _) => { }, cancel));
        });
    }

    private double Microseconds(Arm arm) => Family(arm).Sum(process => process.ProcessorTime?.TotalMicroseconds ?? 0);

    /// <summary>A process and those that it has started, such as the workers of a proxy. Only Linux tells of these.</summary>
    private IEnumerable<WatchedProcess> Family(Arm arm)
    {
        var parent = _app.Process(arm.Resource);
        var file = Invariant($"/proc/{parent.Id}/task/{parent.Id}/children");
        var children = File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return children.Select(child => WatchedProcess.Find(int.Parse(child, CultureInfo.InvariantCulture))).Prepend(parent);
    }

    private static ParallelOptions AtOnce(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = IdleAtOnce, CancellationToken = cancellationToken };
}
