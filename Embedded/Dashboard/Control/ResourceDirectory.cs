using System.Text.Json;
using Embedded.Dashboard.Telemetry;
using Embedded.ControlContract;

namespace Embedded.Dashboard.Control;

/// <summary>What the engine has told of the resources. When it cannot be heard any more, what it said last stays.</summary>
internal sealed class ResourceDirectory(ControlClient client, TimeProvider time, ILogger<ResourceDirectory> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceInfo> _resources = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isConnected;

    public ChangeSignal Changes { get; } = new();

    public bool HasEngine => client.HasEngine;

    public bool IsConnected => _isConnected;

    /// <summary>Every resource, each below those that use it.</summary>
    public IReadOnlyList<ResourceRow> Rows => ResourceTree.Order(All());

    public ResourceInfo? Find(string name)
    {
        lock (_lock)
        {
            return _resources.GetValueOrDefault(name);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (client.HasEngine && !stoppingToken.IsCancellationRequested)
        {
            await FollowAsync(stoppingToken);
            _isConnected = false;
            Changes.Raise();
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var changed in client.FollowResourcesAsync(stoppingToken))
            {
                Take(changed);
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or JsonException)
        {
            if (_isConnected)
            {
                ControlLog.Lost(logger, problem.Message);
            }
        }
    }

    private void Take(ResourceInfo[] changed)
    {
        lock (_lock)
        {
            foreach (var resource in changed)
            {
                _resources[resource.Name] = resource;
            }
        }
        _isConnected = true;
        Changes.Raise();
    }

    private ResourceInfo[] All()
    {
        lock (_lock)
        {
            return [.. _resources.Values];
        }
    }
}
