using Aspire.Hosting.Testing;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>Two replicas as processes, that nothing but their front door knows of.</summary>
public class SelfHostedReplicas : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly SharedApp _shared;
    private readonly string[] _names;
    private readonly Dictionary<string, string> _settings;
    private readonly List<ServerProcess> _processes = [];

    public SelfHostedReplicas(SharedApp shared)
        : this(shared, "hosted", [])
    {
    }

    private protected SelfHostedReplicas(SharedApp shared, string name, Dictionary<string, string> settings)
    {
        _shared = shared;
        _names = [$"{name}-1", $"{name}-2"];
        _settings = settings;
    }

    internal IReadOnlyList<Uri> Addresses => [.. _processes.Select(process => process.Address)];

    internal string Output => string.Join(Environment.NewLine, _names.Zip(_processes, (name, process) => $"---- {name}{Environment.NewLine}{process.Output}"));

    public async Task InitializeAsync()
    {
        var redis = (await _shared.Running.App.GetConnectionStringAsync("redis"))!;
        _processes.AddRange(_names.Select(name => new ServerProcess(
            SourceTree.Find(), "WebApp", new Dictionary<string, string>(_settings.Concat(ReplicaWitness.Settings)) { ["ConnectionStrings__redis"] = redis, ["Replica__Name"] = name }, TimeProvider.System)));
    }

    public async Task DisposeAsync() => await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));

    /// <summary>Starts those that a test has ended.</summary>
    internal async Task AllUpAsync()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await Task.WhenAll(_processes.Where(process => !process.IsRunning).Select(process => process.StartAsync(limit.Token)));
    }

    /// <summary>With SIGTERM, or with SIGKILL.</summary>
    internal async Task EndAsync(string name, bool isAsked)
    {
        var ended = _processes[Array.IndexOf(_names, name)];
        if (isAsked)
        {
            StopSignal.Send(ended.ProcessId);
        }
        else
        {
            using var process = System.Diagnostics.Process.GetProcessById(ended.ProcessId);
            process.Kill();
        }

        await ended.EndedAsync();
    }
}
