using System.Threading.Channels;
using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.Gateway.Health;

public sealed class ReplicaProberTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();
    private readonly Replica _replica = new("webapp-1", new Uri("http://127.0.0.1:1"));
    private readonly Channel<string> _probes = Channel.CreateUnbounded<string>();
    private Func<ReplicaState?> _answer = static () => ReplicaState.Ready;

    [Fact]
    public async Task StartAsync_FirstRound_IsDoneBeforeItReturns()
    {
        using var prober = New();
        await prober.StartAsync(CancellationToken.None);

        Assert.Equal(ReplicaState.Ready, _replica.State);
        await prober.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task ExecuteAsync_EachInterval_ProbesAgain()
    {
        using var prober = New();
        await prober.StartAsync(CancellationToken.None);
        await _probes.Reader.ReadAsync();
        for (var i = 0; i < 3; i++)
        {
            await _time.TimerStartedAsync();
            _time.Advance(Interval);
            Assert.Equal("webapp-1", await _probes.Reader.ReadAsync());
        }

        await prober.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task ExecuteAsync_ReplicaNotReady_ProbesAgainAfterTheShorterInterval()
    {
        _answer = () => ReplicaState.NotReady;
        using var prober = New(retryInterval: Interval / 4);
        await prober.StartAsync(CancellationToken.None);
        await _probes.Reader.ReadAsync();
        await _time.TimerStartedAsync();

        _time.Advance(Interval / 4);

        Assert.Equal("webapp-1", await _probes.Reader.ReadAsync());
        await prober.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task ExecuteAsync_ReadyReplicaThatIsLate_IsProbedAgainSoonerAndStaysReadyUntilThen()
    {
        using var prober = New(retryInterval: Interval / 4);
        await prober.StartAsync(CancellationToken.None);
        await _probes.Reader.ReadAsync();
        _answer = static () => null;
        await _time.TimerStartedAsync();
        _time.Advance(Interval);
        await _probes.Reader.ReadAsync();
        await _time.TimerStartedAsync();
        Assert.Equal(ReplicaState.Ready, _replica.State);

        _time.Advance(Interval / 4);

        await _probes.Reader.ReadAsync();
        await _time.TimerStartedAsync();
        Assert.Equal(ReplicaState.NotReady, _replica.State);
        await prober.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task ExecuteAsync_ProbeThrows_GoesOn()
    {
        using var prober = New();
        await prober.StartAsync(CancellationToken.None);
        await _probes.Reader.ReadAsync();
        _answer = () => throw new InvalidOperationException("broken");
        await _time.TimerStartedAsync();
        _time.Advance(Interval);
        await _probes.Reader.ReadAsync();

        await _time.TimerStartedAsync();
        _time.Advance(Interval);

        Assert.Equal("webapp-1", await _probes.Reader.ReadAsync());
        await prober.StopAsync(CancellationToken.None);
    }

    private ReplicaProber New(TimeSpan? retryInterval = null)
    {
        var options = Options.Create(new HealthOptions { Interval = Interval, RetryInterval = retryInterval ?? Interval });
        return new ReplicaProber(new ReplicaRegistry([_replica]), new Probe(this), new ReplicaHealth(options, NullLogger<ReplicaHealth>.Instance), options, _time,
            NullLogger<ReplicaProber>.Instance);
    }

    private sealed class Probe(ReplicaProberTests test) : IReplicaProbe
    {
        public Task<ReplicaState?> ProbeAsync(Replica replica, CancellationToken cancellationToken)
        {
            test._probes.Writer.TryWrite(replica.Name);
            return Task.FromResult(test._answer());
        }
    }
}
