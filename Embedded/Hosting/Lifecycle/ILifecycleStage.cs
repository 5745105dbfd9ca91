namespace Embedded.Hosting.Lifecycle;

internal interface ILifecycleStage
{
    Task StartAsync(CancellationToken cancellationToken);

    Task StopAsync(CancellationToken cancellationToken);
}
