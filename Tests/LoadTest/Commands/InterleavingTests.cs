using System.Globalization;
using BlazorAspire.LoadTest.Commands;

namespace BlazorAspire.Tests.LoadTest.Commands;

public sealed class InterleavingTests
{
    private readonly List<string> _order = [];

    [Fact]
    public async Task RunAsync_OfThreeTargets_WarmsUpAndThenGoesForwardsAndBackwards()
    {
        var runs = await Interleaving(TextWriter.Null).RunAsync(2, CancellationToken.None);

        Assert.Equal("abccba" + "abc" + "cba", string.Concat(_order));
        // Each result is the number of its run.
        Assert.Equal("7 12, 8 11, 9 10", string.Join(", ", runs.Select(of => string.Join(' ', of))));
    }

    [Fact]
    public async Task RunAsync_OfEachRun_WritesALine()
    {
        using var progress = new StringWriter(CultureInfo.InvariantCulture);

        await Interleaving(progress).RunAsync(1, CancellationToken.None);

        Assert.StartsWith($"warm-up  a: number 1{Environment.NewLine}", progress.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"1/1  c: number 9{Environment.NewLine}", progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cores_AfterTheRounds_AreThoseOfThisProgramAndOfTheReplica()
    {
        var here = new ReplicaTarget("here", new Uri("http://127.0.0.1"), Environment.ProcessId);
        var rounds = new Interleaving<int>([here, Target("nowhere")], (_, _) => Task.FromResult(1), _ => "", TextWriter.Null);

        await rounds.RunAsync(1, CancellationToken.None);

        Assert.Matches(@"^Cores taken by client and replica: here \d+\.\d\d and \d+\.\d\d; nowhere \d+\.\d\d and -\.$", rounds.Cores);
    }

    private Interleaving<int> Interleaving(TextWriter progress) => new(
        [Target("a"), Target("b"), Target("c")],
        (target, _) =>
        {
            _order.Add(target.Name);
            return Task.FromResult(_order.Count);
        },
        number => $"number {number}",
        progress);

    private static ReplicaTarget Target(string name) => new(name, new Uri("http://127.0.0.1"));
}
