using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells the state of every resource, now and as it changes.</summary>
public class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<ChannelWriter<ResourceEvent>, bool> _watchers = new();

    internal ResourceNotificationService()
    {
    }

    /// <summary>Gives the present state of every resource, then every change, until cancelled.</summary>
    internal async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        using var watch = Watch(channel.Writer);
        await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
        {
            yield return change;
        }
    }

    /// <summary>Writes the present state of every resource, then every change, until what it gives is disposed.</summary>
    internal IDisposable Watch(ChannelWriter<ResourceEvent> writer)
    {
        lock (_lock)
        {
            foreach (var known in _current.Values)
            {
                writer.TryWrite(known);
            }
            _watchers[writer] = true;
        }
        return new Watcher(this, writer);
    }

    /// <summary>Waits until what is known of a resource satisfies a condition.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
            {
                return change;
            }
        }
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits until a resource runs and is healthy.</summary>
    /// <exception cref="DistributedApplicationException">The resource has failed to start, or was stopped.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var change = await WaitForResourceAsync(resourceName, c => c.Snapshot.IsHealthy || c.Snapshot.IsTerminal, cancellationToken);
        return change.Snapshot.IsHealthy
            ? change
            : throw new DistributedApplicationException(change.Snapshot.Problem ?? $"Resource '{resourceName}' was stopped before it became healthy.");
    }

    internal CustomResourceSnapshot Current(IResource resource)
    {
        lock (_lock)
        {
            return _current.TryGetValue(resource.Name, out var known) ? known.Snapshot : new CustomResourceSnapshot();
        }
    }

    internal void Publish(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (_lock)
        {
            var before = _current.TryGetValue(resource.Name, out var known) ? known.Snapshot : new CustomResourceSnapshot();
            var after = change(before);
            if (known is not null && after == before)
            {
                return;
            }
            var happened = new ResourceEvent(resource, after);
            _current[resource.Name] = happened;
            foreach (var watcher in _watchers.Keys)
            {
                watcher.TryWrite(happened);
            }
        }
    }

    private sealed class Watcher(ResourceNotificationService service, ChannelWriter<ResourceEvent> writer) : IDisposable
    {
        public void Dispose() => service._watchers.TryRemove(writer, out _);
    }
}
