using System.Diagnostics;
using System.Globalization;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Stacks;

/// <summary>The app's Redis as a process of its own, for replicas that run without an AppHost.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    public const string Project = "Redis";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly ForegroundProcess _process;
    private readonly int _port;

    private RedisServer(ForegroundProcess process, int port) => (_process, _port) = (process, port);

    /// <summary>The environment of a replica that keeps its state here.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__redis"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port},abortConnect=false"),
    };

    public static async Task<RedisServer> StartAsync(SourceTree tree, TimeProvider time, CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var info = new ProcessStartInfo("dotnet", [tree.Program(Project)]);
        info.Environment["REDIS_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        using var timeout = new CancellationTokenSource(StartLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return new RedisServer(await ForegroundProcess.StartAsync(info, port, limit.Token), port);
        }
        catch (Exception problem) when (problem is InvalidOperationException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException($"Project '{Project}' did not listen on port {port}: {problem.Message}", problem);
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
