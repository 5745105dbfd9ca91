using Embedded.Hosting.Lifecycle;

namespace Embedded.Tests.Hosting.Lifecycle;

public class LifecyclePipelineTests
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task StartThenStop_Stages_RunInOrderAndInReverse()
    {
        var pipeline = new LifecyclePipeline([new Stage("a", _calls), new Stage("b", _calls)]);

        await pipeline.StartAsync(CancellationToken.None);
        await pipeline.StopAsync(CancellationToken.None);
        await pipeline.StopAsync(CancellationToken.None);

        Assert.Equal(["start a", "start b", "stop b", "stop a"], _calls);
    }

    [Fact]
    public async Task StartAsync_StageFails_StopsItAndThoseBeforeIt()
    {
        var pipeline = new LifecyclePipeline([new Stage("a", _calls), new Stage("b", _calls) { FailsToStart = true }, new Stage("c", _calls)]);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => pipeline.StartAsync(CancellationToken.None));

        Assert.Equal("b cannot start", problem.Message);
        Assert.Equal(["start a", "start b", "stop b", "stop a"], _calls);
    }

    [Fact]
    public async Task StopAsync_StagesFail_StopsTheRestAndTellsEveryProblem()
    {
        var pipeline = new LifecyclePipeline([new Stage("a", _calls) { FailsToStop = true }, new Stage("b", _calls), new Stage("c", _calls) { FailsToStop = true }]);
        await pipeline.StartAsync(CancellationToken.None);

        var problem = await Assert.ThrowsAsync<AggregateException>(() => pipeline.StopAsync(CancellationToken.None));

        Assert.Equal(["c cannot stop", "a cannot stop"], problem.InnerExceptions.Select(e => e.Message));
        Assert.Contains("stop b", _calls);
    }

    private sealed class Stage(string name, List<string> calls) : ILifecycleStage
    {
        public bool FailsToStart { get; init; }

        public bool FailsToStop { get; init; }

        public Task StartAsync(CancellationToken cancellationToken) => Call("start", FailsToStart);

        public Task StopAsync(CancellationToken cancellationToken) => Call("stop", FailsToStop);

        private Task Call(string verb, bool fails)
        {
            calls.Add($"{verb} {name}");
            return fails ? Task.FromException(new InvalidOperationException($"{name} cannot {verb}")) : Task.CompletedTask;
        }
    }
}
