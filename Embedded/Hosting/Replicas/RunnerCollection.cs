using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Dashboard;

namespace Embedded.Hosting.Replicas;

internal sealed class RunnerCollection(IResourceCollection resources, RunnerServices services)
{
    private readonly ResourceRunner[] _runners =
        [.. resources.Where(r => r.Annotations.OfType<LaunchAnnotation>().Any()).Select(r => new ResourceRunner(r, services))];

    public IEnumerable<string> Names => _runners.Select(r => r.Resource.Name);

    public ResourceRunner? Find(string name) => _runners.FirstOrDefault(r => string.Equals(r.Resource.Name, name, StringComparison.OrdinalIgnoreCase));

    public void StartAll()
    {
        foreach (var runner in _runners)
        {
            runner.TryStart();
        }
    }

    /// <summary>Stops every resource after those that depend on it, and the dashboard last: it shows how the others end.</summary>
    public async Task StopAllAsync(CancellationToken cancellationToken)
    {
        var stops = new Dictionary<IResource, Task>();
        try
        {
            await Task.WhenAll(_runners.Where(r => r.Resource is not DashboardResource).Select(r => StopInOrder(r, stops, cancellationToken)));
        }
        finally
        {
            await Task.WhenAll(_runners.Where(r => r.Resource is DashboardResource).Select(r => r.StopForGoodAsync(cancellationToken)));
        }
    }

    private Task StopInOrder(ResourceRunner runner, Dictionary<IResource, Task> stops, CancellationToken cancellationToken)
    {
        if (!stops.TryGetValue(runner.Resource, out var stop))
        {
            var dependents = _runners.Where(r => r.Resource.Dependencies().Contains(runner.Resource))
                .Select(dependent => StopInOrder(dependent, stops, cancellationToken)).ToArray();
            stop = StopAfterAsync(dependents, runner, cancellationToken);
            stops[runner.Resource] = stop;
        }
        return stop;
    }

    private static async Task StopAfterAsync(Task[] dependents, ResourceRunner runner, CancellationToken cancellationToken)
    {
        await Task.WhenAll(dependents).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await runner.StopForGoodAsync(cancellationToken);
    }
}
