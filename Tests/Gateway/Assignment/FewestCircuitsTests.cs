using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Tests.Gateway.Assignment;

public sealed class FewestCircuitsTests
{
    private readonly FewestCircuits _policy = new();
    private readonly Replica[] _replicas = [.. Enumerable.Range(1, 3).Select(i => new Replica($"webapp-{i}", new Uri($"http://127.0.0.1:{i}")))];

    [Theory]
    [InlineData(0, 5, 5, 0)]
    [InlineData(5, 0, 5, 1)]
    [InlineData(5, 5, 0, 2)]
    [InlineData(7, 6, 8, 1)]
    public void Choose_OneHasFewest_IsChosen(int first, int second, int third, int expected)
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Same(_replicas[expected], Choose(first, second, third));
        }
    }

    [Fact]
    public void Choose_AllEqual_TakeTurns() =>
        Assert.Equal([_replicas[0], _replicas[1], _replicas[2], _replicas[0]], Enumerable.Range(0, 4).Select(_ => Choose(1, 1, 1)));

    [Fact]
    public void Choose_TwoEqual_TakeTurns() =>
        Assert.Equal([_replicas[0], _replicas[2], _replicas[0], _replicas[2]], Enumerable.Range(0, 4).Select(_ => Choose(1, 2, 1)));

    [Fact]
    public void Choose_FewerCandidatesThanBefore_StaysInRange()
    {
        Choose(1, 1, 1);
        Choose(1, 1, 1);

        Assert.Same(_replicas[0], _policy.Choose([new Candidate(_replicas[0], 9)]));
    }

    private Replica Choose(params int[] loads) => _policy.Choose([.. _replicas.Zip(loads, (replica, load) => new Candidate(replica, load))]);
}
