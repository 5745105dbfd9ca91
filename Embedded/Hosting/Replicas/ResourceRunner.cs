using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Replicas;

/// <summary>Starts and stops one resource. Between the two a <see cref="Supervision"/> keeps it running.</summary>
internal sealed class ResourceRunner(IResource resource, RunnerServices services)
{
    private readonly Lock _lock = new();
    private Supervision? _supervision;

    public IResource Resource { get; } = resource;

    /// <summary>Starts the resource, once its dependencies are healthy. False if it is started already.</summary>
    public bool TryStart()
    {
        lock (_lock)
        {
            if (_supervision is { HasEnded: false })
            {
                return false;
            }
            _supervision = Supervision.Start(Resource, services);
            return true;
        }
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
