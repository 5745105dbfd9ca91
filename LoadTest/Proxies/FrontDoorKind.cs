using System.Diagnostics;
using System.Globalization;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Proxies;

/// <summary>One of the ways to reach a replica that are compared.</summary>
/// <param name="Problem">Why it cannot be had on this machine, with the way out; null where it can.</param>
internal sealed record FrontDoorKind(string Name, string? Problem, Func<CancellationToken, Task<FrontDoor>> StartAsync)
{
    public const string Direct = "direct";
    public const string Gateway = "gateway";
    public const string Nginx = "nginx";
    public const string Haproxy = "HAProxy";

    /// <summary>Every kind, in front of one replica. The proxies' files are made for two, and have it twice.</summary>
    public static IReadOnlyList<FrontDoorKind> All(SourceTree tree, Uri replica, TimeProvider time) =>
    [
        new(Direct, null, _ => Task.FromResult(new FrontDoor(replica, null))),
        new(Gateway, null, async cancel =>
        {
            var process = GatewayIn(tree, [("webapp-1", replica)], time);
            await StartGatewayAsync(process, time, cancel);
            return new FrontDoor(process.Address, process.ProcessId, process);
        }),
        OfProgram(tree, Nginx, "nginx", "nginx-light", (files, port) => files.Nginx(port, [replica, replica], ProxyFiles.ByCookie)),
        OfProgram(tree, Haproxy, "haproxy", "haproxy", (files, port) => files.Haproxy(port, [replica, replica])),
    ];

    /// <summary>The gateway, not started yet.</summary>
    public static ServerProcess GatewayIn(SourceTree tree, IReadOnlyList<(string Name, Uri Address)> replicas, TimeProvider time) => new(
        tree,
        "Gateway",
        new Dictionary<string, string>(replicas.Select(replica => KeyValuePair.Create($"services__{replica.Name}__http__0", replica.Address.ToString())))
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        },
        time);

    /// <param name="program">Its name on the path.</param>
    /// <param name="package">Debian's package with it.</param>
    public static FrontDoorKind OfProgram(SourceTree tree, string name, string program, string package, Func<ProxyFiles, int, string[]> configure)
    {
        var found = ProgramPath.Find(program);
        var problem = found is null ? $"'{program}' was not found, and is left out. Install it (Debian: apt-get install {package})." : null;
        return new FrontDoorKind(name, problem, cancel => StartProgramAsync(tree, found!, configure, cancel));
    }

    private static async Task StartGatewayAsync(ServerProcess gateway, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.StartAsync(cancellationToken);
            await HealthProbe.AllReadyAsync(gateway.Address, time, cancellationToken);
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    private static async Task<FrontDoor> StartProgramAsync(SourceTree tree, string program, Func<ProxyFiles, int, string[]> configure, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFiles();
        try
        {
            var port = FreePort.Find();
            var info = new ProcessStartInfo(program, configure(new ProxyFiles(tree.Root, folder.Path), port));
            var process = await ForegroundProcess.StartAsync(info, port, cancellationToken);
            return new FrontDoor(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), process.ProcessId, process, folder);
        }
        catch (InvalidOperationException problem)
        {
            await folder.DisposeAsync();
            throw new MeasurementException(problem.Message, problem);
        }
    }
}
