using System.Diagnostics;
using System.Globalization;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Stacks;

/// <summary>The control: replicas of a stock Blazor app behind the same gateway.</summary>
internal sealed class StockStack : IStack
{
    public const string Project = "LoadTest/StockApp";
    private const string GatewayProject = "Gateway";

    private static readonly Dictionary<string, string> Production = new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" };

    private readonly List<ServerProcess> _replicas = [];
    private readonly List<Task> _restarts = [];
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellationToken;
    private ServerProcess? _gateway;

    private StockStack(TimeProvider time, CancellationToken cancellationToken)
    {
        (_time, _cancellationToken) = (time, cancellationToken);
    }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"stock app, {_replicas.Count} replicas");

    public Uri Address => _gateway!.Address;

    public static async Task<StockStack> StartAsync(SourceTree tree, int replicas, TimeProvider time, CancellationToken cancellationToken)
    {
        var stack = new StockStack(time, cancellationToken);
        try
        {
            await stack.StartAllAsync(tree, replicas);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public Task AllReadyAsync(CancellationToken cancellationToken) => HealthProbe.AllReadyAsync(Address, _time, cancellationToken);

    public void Kill(int processId)
    {
        var replica = _replicas.Single(r => r.ProcessId == processId);
        using (var process = Process.GetProcessById(processId))
        {
            process.Kill();
        }
        _restarts.Add(StartAgainAsync(replica));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_restarts).ContinueWith(ended => ended.Exception, TaskScheduler.Default);
        foreach (var process in _replicas.Append(_gateway).OfType<ServerProcess>())
        {
            await process.DisposeAsync();
        }
    }

    private async Task StartAllAsync(SourceTree tree, int replicas)
    {
        var services = new Dictionary<string, string>(Production);
        for (var number = 1; number <= replicas; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"stock-{number}");
            var replica = new ServerProcess(tree, Project, new Dictionary<string, string>(Production) { ["Replica__Name"] = name }, _time);
            _replicas.Add(replica);
            services[$"services__{name}__http__0"] = replica.Address.ToString();
            await replica.StartAsync(_cancellationToken);
        }
        _gateway = new ServerProcess(tree, GatewayProject, services, _time);
        await _gateway.StartAsync(_cancellationToken);
        await AllReadyAsync(_cancellationToken);
    }

    private async Task StartAgainAsync(ServerProcess replica)
    {
        await replica.EndedAsync();
        await replica.StartAsync(_cancellationToken);
    }
}
