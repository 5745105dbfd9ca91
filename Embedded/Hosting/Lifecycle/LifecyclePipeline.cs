using Microsoft.Extensions.Hosting;

namespace Embedded.Hosting.Lifecycle;

/// <summary>Starts the stages in order and stops them in reverse. A stage that fails to stop does not keep the others from it.</summary>
internal sealed class LifecyclePipeline(IEnumerable<ILifecycleStage> stages) : IHostedService
{
    private readonly Stack<ILifecycleStage> _started = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var stage in stages)
            {
                _started.Push(stage);
                await stage.StartAsync(cancellationToken);
            }
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var problems = new List<Exception>();
        while (_started.TryPop(out var stage))
        {
            try
            {
                await stage.StopAsync(cancellationToken);
            }
            catch (Exception problem)
            {
                problems.Add(problem);
            }
        }
        if (problems.Count > 0)
        {
            throw new AggregateException("The app did not stop cleanly.", problems);
        }
    }
}
