namespace BlazorAspire.Circuits.Cluster;

/// <summary>Tells the others that this replica lives, and reads what they tell. Outlives any fault of the store.</summary>
internal sealed class HeartbeatService(ClusterDirectory directory, IClusterStore store, TimeProvider time, ILogger<HeartbeatService> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The Redis client sets no limit of its own to an asynchronous call.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>So long a replica that is lost, or has drained and ended, is still shown.</summary>
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromSeconds(60);

    private bool _storeAnswers = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!store.IsShared)
        {
            ClusterLog.RunsAlone(logger);
        }

        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await BeatAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await SignOffAsync().WaitAsync(Limit, time, cancellationToken);
        }
        catch (Exception exception)
        {
            ClusterLog.NotRemoved(logger, RedisErrors.Summarize(exception));
        }
    }

    /// <summary>A drain that is over in a second would be seen by nobody if its outcome went with the replica.</summary>
    private async Task SignOffAsync()
    {
        var own = directory.Own;
        await (own.Drain is { Users: > 0 } ? store.WriteAsync(own with { HasEnded = true, SentAt = await store.NowAsync() }) : store.RemoveAsync(own.Name));
    }

    internal async Task BeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExchangeAsync().WaitAsync(Limit, time, cancellationToken);
            Report(answers: true, reason: "");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Report(answers: false, RedisErrors.Summarize(exception));
            directory.ShowRedisAway();
        }
    }

    private async Task ExchangeAsync()
    {
        var now = await store.NowAsync();
        await store.WriteAsync(directory.Own with { SentAt = now });
        var known = await store.ReadAsync();
        foreach (var forgotten in known.Where(replica => now - replica.SentAt > ForgetAfter))
        {
            await store.RemoveAsync(forgotten.Name);
        }

        directory.Show([.. known.Where(replica => now - replica.SentAt <= ForgetAfter)], now);
    }

    private void Report(bool answers, string reason)
    {
        if (answers == _storeAnswers)
        {
            return;
        }

        _storeAnswers = answers;
        if (answers)
        {
            ClusterLog.RedisAnswersAgain(logger);
        }
        else
        {
            ClusterLog.RedisDoesNotAnswer(logger, reason);
        }
    }
}
