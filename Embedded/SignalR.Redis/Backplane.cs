using Embedded.SignalR.Redis.Answers;
using Embedded.SignalR.Redis.Clients;
using Embedded.SignalR.Redis.Link;
using Embedded.SignalR.Redis.Telemetry;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Logging;

namespace Embedded.SignalR.Redis;

/// <summary>The parts that connect one hub of this server with the same hub of the others, and what keeps them going.</summary>
internal sealed class Backplane : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly BackplaneLimits _limits;
    private readonly TimeProvider _time;
    private readonly BackplaneReport _report;
    private readonly LinkStatus _status;
    private readonly RedisLink _link;
    private readonly Receiver _receiver;
    private readonly Peers _peers;

    public Backplane(string hub, RedisOptions options, ILogger logger, BackplaneLimits limits, TimeProvider time)
    {
        _limits = limits;
        _time = time;
        _report = new BackplaneReport(hub, logger);
        _status = new LinkStatus(_report, RedisLink.EndPointsOf(options));
        _link = new RedisLink(options, hub, data => _receiver!.Received(data), _status, _report, limits, time);
        _peers = new Peers(time);
        Asks = new Asks(limits, time);
        Clients = new LocalClients(limits, _report, time);
        Publisher = new Publisher(Guid.NewGuid(), _link.PublishAsync, _status, limits, _report, time);
        var incoming = new Incoming(Clients, Results, Asks, Publisher);
        // A server that has just come learns the number of this one at once.
        _receiver = new Receiver(Publisher.Server, _peers, Asks, incoming.HandleAsync, Publisher.Beat, _status, limits, _report, time);
        _ = RunAsync(_stopping.Token);
    }

    public Asks Asks { get; }

    public LocalClients Clients { get; }

    public ClientResults Results { get; } = new();

    public Publisher Publisher { get; }

    /// <summary>Until the connection has been tried, so that who has just come misses nothing; but never for long.</summary>
    public async Task ReadyAsync()
    {
        if (!_link.FirstAttempt.IsCompleted)
        {
            await Task.WhenAny(_link.FirstAttempt, Task.Delay(_limits.Room, _time, _stopping.Token));
        }
    }

    public void Dispose()
    {
        SayGoodBye();
        Vanish();
        _report.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Ends as a process that is killed does: without a word.</summary>
    internal void Vanish()
    {
        if (!_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
            _link.Dispose();
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            _ = _link.OpenAsync(stopping);
            await _link.FirstAttempt;
            // None of them ends before all do, except by an error.
            await await Task.WhenAny(_receiver.RunAsync(stopping), Publisher.RunAsync(stopping), BeatAsync(stopping));
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            BackplaneLog.Broken(_report.Logger, _report.Hub, problem);
        }
        catch (OperationCanceledException)
        {
            // The end that Dispose asked for.
        }
    }

    private async Task BeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_limits.Beat, _time);
        do
        {
            Publisher.Beat();
            LookAfterAsks();
            _report.Tell();
            await LookAfterEchoAsync(stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private void LookAfterAsks()
    {
        Asks.Expire();
        if (_receiver.SinceEcho >= _limits.Silence)
        {
            Asks.LostAll();
            return;
        }

        foreach (var server in _peers.FallenSilent(_limits.Silence))
        {
            Asks.Lost(server);
        }
    }

    /// <summary>The client subscribes again by itself when its connection is back. That it has can only be heard.</summary>
    private async Task LookAfterEchoAsync(CancellationToken stopping)
    {
        if (_status.IsAway || _receiver.SinceEcho < _limits.Echo)
        {
            return;
        }

        BackplaneLog.NoEcho(_report.Logger, _report.Hub);
        try
        {
            await _link.SubscribeAsync(stopping);
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            _status.Fails(problem);
        }
    }

    private void SayGoodBye()
    {
        try
        {
            // On its way is enough: who does not get it finds out by the silence.
            _ = _link.PublishAsync(Publisher.Farewell());
        }
        catch (Exception problem)
        {
            BackplaneLog.NoFarewell(_report.Logger, _report.Hub, problem.Message);
        }
    }
}
