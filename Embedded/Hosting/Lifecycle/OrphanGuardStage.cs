using Embedded.Hosting.Processes;

namespace Embedded.Hosting.Lifecycle;

internal sealed class OrphanGuardStage(IOrphanGuard guard) : ILifecycleStage
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        guard.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await guard.DisposeAsync();
}
