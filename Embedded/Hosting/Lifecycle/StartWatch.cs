using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Lifecycle;

/// <summary>Follows the start of the whole app.</summary>
internal sealed class StartWatch(ResourceNotificationService notifications, IResourceCollection resources)
{
    /// <summary>Returns when every resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">One of them has failed to start; its message says why.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var missing = resources.Where(r => r.Annotations.OfType<LaunchAnnotation>().Any()).ToHashSet();
        if (missing.Count == 0)
        {
            return;
        }
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (change.Snapshot.IsIn(KnownResourceStates.FailedToStart))
            {
                throw new DistributedApplicationException(change.Snapshot.Problem ?? $"Resource '{change.Resource.Name}' failed to start.");
            }
            if (change.Snapshot.IsHealthy && missing.Remove(change.Resource) && missing.Count == 0)
            {
                return;
            }
        }
    }
}
