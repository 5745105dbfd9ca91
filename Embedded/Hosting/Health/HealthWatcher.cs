using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Health;

/// <summary>Asks a running resource's probes again and again, and tells each answer.</summary>
internal sealed class HealthWatcher(TimeProvider time)
{
    public static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    /// <summary>Watches until cancelled. <paramref name="onAnswer"/> gets null for healthy, else what is wrong.</summary>
    public async Task WatchAsync(IResource resource, Action<string?> onAnswer, CancellationToken cancellationToken)
    {
        var probes = resource.Annotations.OfType<HealthProbeAnnotation>().Select(a => a.Probe).ToArray();
        if (probes.Length == 0)
        {
            onAnswer(null);
            return;
        }
        while (true)
        {
            var problem = await AskAsync(probes, cancellationToken);
            onAnswer(problem);
            await Task.Delay(problem is null ? WhileHealthy : WhileStarting, time, cancellationToken);
        }
    }

    private async Task<string?> AskAsync(IHealthProbe[] probes, CancellationToken cancellationToken)
    {
        foreach (var probe in probes)
        {
            if (await AskAsync(probe, cancellationToken) is { } problem)
            {
                return problem;
            }
        }
        return null;
    }

    private async Task<string?> AskAsync(IHealthProbe probe, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ProbeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await probe.CheckAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"it did not answer within {ProbeLimit.TotalSeconds:0} s";
        }
    }
}
