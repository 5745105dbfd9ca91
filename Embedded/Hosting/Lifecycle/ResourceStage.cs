using Embedded.Hosting.Replicas;

namespace Embedded.Hosting.Lifecycle;

internal sealed class ResourceStage(RunnerCollection runners) : ILifecycleStage
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        runners.StartAll();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => runners.StopAllAsync(cancellationToken);
}
