using Aspire.Hosting;
using BlazorAspire.AppHost.Commands;

namespace BlazorAspire.Tests.AppHost.Commands;

/// <summary>A replica without a process, which writes down what is done to it.</summary>
internal sealed class FakeReplica(string name, List<string> done) : IReplica
{
    public string Name => name;

    public ReplicaCondition Condition { get; set; } = ReplicaCondition.Ready;

    public ReplicaCondition ConditionAfterStart { get; init; } = ReplicaCondition.Ready;

    public DrainReport Report { get; init; } = new(1, 0);

    /// <summary>Why it refuses to drain, or does not come back.</summary>
    public string? DrainProblem { get; init; }

    public string? StartProblem { get; init; }

    public Func<Task> WhileDraining { get; set; } = () => Task.CompletedTask;

    public Task<ReplicaCondition> AskAsync(CancellationToken cancellationToken) => Task.FromResult(Condition);

    public async Task<DrainReport> DrainAsync(CancellationToken cancellationToken)
    {
        done.Add($"drain {name}");
        await WhileDraining();
        return DrainProblem is null ? Report : throw new DistributedApplicationException(DrainProblem);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        done.Add($"stop {name}");
        Condition = ReplicaCondition.Down;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        done.Add($"start {name}");
        Condition = ConditionAfterStart;
        return StartProblem is null ? Task.CompletedTask : throw new DistributedApplicationException(StartProblem);
    }
}
