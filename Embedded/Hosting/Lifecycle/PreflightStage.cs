using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Dashboard;
using Embedded.Hosting.Processes;

namespace Embedded.Hosting.Lifecycle;

/// <summary>Describes every process before the first is started, so that what is missing is found while nothing runs.</summary>
internal sealed class PreflightStage(IResourceCollection resources, Func<LaunchContext> context, ScratchDirectory scratch) : ILifecycleStage
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // An app without its dashboard is still an app.
        foreach (var launch in resources.Where(r => r is not DashboardResource).SelectMany(r => r.Annotations.OfType<LaunchAnnotation>()))
        {
            launch.Describe(context());
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        scratch.Dispose();
        return Task.CompletedTask;
    }
}
