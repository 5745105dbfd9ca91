using BlazorAspire.Circuits.Cluster;

namespace BlazorAspire.Circuits.Keys;

/// <summary>Keeps one set of keys on all replicas, also when Redis has forgotten it and a replica that started then has made a new one.</summary>
internal sealed class KeyRestorer(SingleKeyXmlRepository keys, RedisMemory memory, TimeProvider time, ILogger<KeyRestorer> logger) : BackgroundService
{
    /// <summary>One small read of each replica. So long a user may meet a replica that does not know another's new key.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private bool _isTold;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        memory.MayBeLost += RestoreSoon;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        memory.MayBeLost -= RestoreSoon;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RestoreAsync();
        }
    }

    private void RestoreSoon() => _ = RestoreAsync();

    private async Task RestoreAsync()
    {
        try
        {
            await keys.RestoreAsync().WaitAsync(Limit, time);
            _isTold = false;
        }
        catch (Exception problem)
        {
            if (!_isTold)
            {
                _isTold = true;
                KeysLog.NotRestored(logger, RedisErrors.Summarize(problem));
            }
        }
    }
}
