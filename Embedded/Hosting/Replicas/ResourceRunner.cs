using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Replicas;

/// <summary>Starts and stops one resource. Between the two a <see cref="Supervision"/> keeps it running.</summary>
internal sealed class ResourceRunner(IResource resource, RunnerServices services)
{
    private readonly Lock _lock = new();
    private Supervision? _supervision;
    private bool _isClosed;

    public IResource Resource { get; } = resource;

    /// <summary>Starts the resource, once its dependencies are healthy. False if it is started already, or the app ends.</summary>
    public bool TryStart()
    {
        lock (_lock)
        {
            if (_isClosed || _supervision is { HasEnded: false })
            {
                return false;
            }
            _supervision = Supervision.Start(Resource, services);
            return true;
        }
    }

    /// <summary>Stops the resource at the end of the app, when a command that is still under way must not start it again.</summary>
    public Task<bool> StopForGoodAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _isClosed = true;
        }
        return StopAsync(cancellationToken);
    }

    /// <summary>Stops the resource and returns when its process is gone. False if it was not started.</summary>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">The process could not be ended.</exception>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        Supervision? supervision;
        lock (_lock)
        {
            supervision = _supervision;
        }
        if (supervision is null or { HasEnded: true })
        {
            return false;
        }
        await supervision.StopAsync().WaitAsync(cancellationToken);
        return true;
    }
}
