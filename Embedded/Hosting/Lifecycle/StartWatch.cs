using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Dashboard;

namespace Embedded.Hosting.Lifecycle;

/// <summary>Follows the start of the whole app.</summary>
internal sealed class StartWatch(ResourceNotificationService notifications, IResourceCollection resources)
{
    /// <summary>Returns when every resource is healthy. The dashboard is not waited for: an app without it is still an app.</summary>
    /// <exception cref="DistributedApplicationException">One of them has failed to start; its message says why.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var missing = resources.Where(r => r is not DashboardResource && r.Annotations.OfType<LaunchAnnotation>().Any()).ToHashSet();
        if (missing.Count == 0)
        {
            return;
        }
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (change.Snapshot.IsIn(KnownResourceStates.FailedToStart) && missing.Contains(change.Resource))
            {
                throw new DistributedApplicationException(change.Snapshot.Problem ?? $"Resource '{change.Resource.Name}' failed to start.");
            }
            if (change.Snapshot.IsHealthy && missing.Remove(change.Resource) && missing.Count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Returns the dashboard when it is healthy, or given up; null where there is none.</summary>
    public async Task<(DashboardResource Dashboard, CustomResourceSnapshot Snapshot)?> WaitForDashboardAsync(CancellationToken cancellationToken)
    {
        if (resources.OfType<DashboardResource>().SingleOrDefault() is not { } dashboard)
        {
            return null;
        }
        var settled = await notifications.WaitForResourceAsync(dashboard.Name, change => change.Snapshot.IsHealthy || change.Snapshot.IsTerminal, cancellationToken);
        return (dashboard, settled.Snapshot);
    }
}
