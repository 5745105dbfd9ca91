using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Ports;

namespace Embedded.Hosting.Lifecycle;

internal sealed class PortStage(PortPlan ports, IResourceCollection resources) : ILifecycleStage
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ports.Decide(resources);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        ports.Dispose();
        return Task.CompletedTask;
    }
}
