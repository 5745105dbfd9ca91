using BlazorAspire.LoadTest.Commands;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Stacks;

/// <summary>Replicas that are compared: processes without a gateway and without other replicas, each with a Redis of its own.</summary>
internal sealed class LoneReplicas(SourceTree tree, TimeProvider time) : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _running = [];

    /// <summary>Starts a replica of this app.</summary>
    /// <param name="setting">An environment variable.</param>
    public async Task<ReplicaTarget> StartAsync(string name, string setting, string value, CancellationToken cancellationToken)
    {
        var redis = await RedisServer.StartAsync(tree, time, cancellationToken);
        _running.Push(redis);
        return await StartAsync(name, "WebApp", new Dictionary<string, string>(redis.Settings) { [setting] = value }, cancellationToken);
    }

    /// <summary>Starts a stock Blazor app.</summary>
    public Task<ReplicaTarget> StartStockAsync(CancellationToken cancellationToken) =>
        StartAsync("stock app", StockStack.Project, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var process))
        {
            await process.DisposeAsync();
        }
    }

    private async Task<ReplicaTarget> StartAsync(string name, string project, Dictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var process = new ServerProcess(tree, project, settings, time);
        _running.Push(process);
        await process.StartAsync(cancellationToken);
        return new ReplicaTarget(name, process.Address, process.ProcessId);
    }
}
