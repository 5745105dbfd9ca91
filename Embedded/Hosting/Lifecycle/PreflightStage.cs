using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Processes;

namespace Embedded.Hosting.Lifecycle;

/// <summary>Describes every process before the first is started, so that what is missing is found while nothing runs.</summary>
internal sealed class PreflightStage(IResourceCollection resources, Func<LaunchContext> context, ScratchDirectory scratch) : ILifecycleStage
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var launch in resources.SelectMany(r => r.Annotations.OfType<LaunchAnnotation>()))
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
