using BlazorAspire.Circuits.Cluster;
using StackExchange.Redis;

namespace BlazorAspire.Circuits.Keys;

/// <summary>Gives the shared keys back to a Redis that was started anew.</summary>
internal sealed class KeyRestorer(SingleKeyXmlRepository keys, IConnectionMultiplexer redis, ILogger<KeyRestorer> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionRestored += Restore;
        // The client can be used a moment after it tells of the connection, and tells of that by this.
        redis.ConfigurationChanged += Restore;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionRestored -= Restore;
        redis.ConfigurationChanged -= Restore;
        return Task.CompletedTask;
    }

    private void Restore(object? sender, EventArgs happened) => _ = RestoreAsync();

    private async Task RestoreAsync()
    {
        try
        {
            await keys.RestoreAsync();
        }
        catch (Exception problem)
        {
            KeysLog.NotRestored(logger, RedisErrors.Summarize(problem));
        }
    }
}
