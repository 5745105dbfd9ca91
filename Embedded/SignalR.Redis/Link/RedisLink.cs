using System.Net;
using Embedded.SignalR.Redis.Telemetry;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using StackExchange.Redis;

namespace Embedded.SignalR.Redis.Link;

/// <summary>
/// The connection to Redis and the one channel of a hub. The client keeps the order in which messages come, for which it has one thread:
/// nothing of ours may run there for long.
/// </summary>
internal sealed class RedisLink(
    RedisOptions options, string channel, Action<byte[]> received, LinkStatus status, BackplaneReport report, BackplaneLimits limits, TimeProvider time) : IDisposable
{
    private readonly RedisChannel _channel = new(channel, RedisChannel.PatternMode.Literal);
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IConnectionMultiplexer? _connection;

    /// <summary>Ends when the connection is there, or has failed once.</summary>
    public Task FirstAttempt => _firstAttempt.Task;

    public static IEnumerable<EndPoint> EndPointsOf(RedisOptions options) =>
        options.ConnectionFactory is null && options.Configuration.EndPoints.Count == 0 ? [new DnsEndPoint("localhost", 6379)] : options.Configuration.EndPoints;

    /// <summary>Ends when there is a connection, even one that does not work yet: the client then tries again by itself.</summary>
    public async Task OpenAsync(CancellationToken stopping)
    {
        while (_connection is null)
        {
            try
            {
                Use(await Task.Run(ConnectAsync, stopping), stopping);
                await SubscribeAsync(stopping);
            }
            catch (Exception problem) when (!stopping.IsCancellationRequested)
            {
                status.Fails(problem);
                _firstAttempt.TrySetResult();
                await Task.Delay(limits.Beat, time, stopping);
            }
        }

        _firstAttempt.TrySetResult();
    }

    /// <summary>Gives the number of servers that were there to get it.</summary>
    public Task<long> PublishAsync(byte[] frame) => _connection is { } connection
        ? OwnThread(connection.GetSubscriber().PublishAsync(_channel, frame))
        : Task.FromException<long>(new IOException("There is no connection yet."));

    public async Task SubscribeAsync(CancellationToken stopping)
    {
        if (_connection?.GetSubscriber() is not { } subscriber)
        {
            return;
        }

        await OwnThread(subscriber.UnsubscribeAsync(_channel)).WaitAsync(limits.Publish, time, stopping);
        await OwnThread(subscriber.SubscribeAsync(_channel, (_, message) => received((byte[]?)message ?? []))).WaitAsync(limits.Publish, time, stopping);
    }

    public void Dispose() => _connection?.Dispose();

    private async Task<IConnectionMultiplexer> ConnectAsync()
    {
        using var log = new StringWriter();
        try
        {
            return options.ConnectionFactory is { } factory ? await factory(log) : ConnectionMultiplexer.Connect(Configuration(), log);
        }
        finally
        {
            BackplaneLog.Client(report.Logger, log.ToString());
        }
    }

    private ConfigurationOptions Configuration()
    {
        var configuration = options.Configuration.Clone();
        if (configuration.EndPoints.Count == 0)
        {
            configuration.EndPoints.Add(IPAddress.Loopback, 0);
            configuration.SetDefaultPorts();
        }

        return configuration;
    }

    private void Use(IConnectionMultiplexer connection, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
        {
            connection.Dispose();
            stopping.ThrowIfCancellationRequested();
        }

        connection.ConnectionFailed += (_, failure) => status.ConnectionFailed(failure.FailureType);
        _connection = connection;
    }

    /// <summary>What waits for a reply of the client must not go on, on the thread that brought it.</summary>
    private static Task<T> OwnThread<T>(Task<T> reply) =>
        reply.ContinueWith(done => done, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();

    private static Task OwnThread(Task reply) =>
        reply.ContinueWith(done => done, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
}
