using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Embedded.Redis;

/// <summary>Opens the connection, whether or not the server is up, and logs what becomes of it.</summary>
internal static class RedisConnection
{
    public static ConnectionMultiplexer Open(ConfigurationOptions options, IServiceProvider services)
    {
        // Synchronous on purpose: this client runs continuations on its one completion thread, and a program that goes on from
        // an awaited ConnectAsync to Run() would hold that thread, and every later reply, for ever.
        var connection = ConnectionMultiplexer.Connect(options);
        connection.PreserveAsyncOrder = false;

        var log = new RedisConnectionLog(services.GetRequiredService<ILoggerFactory>().CreateLogger("StackExchange.Redis"));
        connection.ConnectionFailed += (_, failure) => log.Lost(failure.EndPoint, failure.ConnectionType, failure.FailureType);
        connection.ConnectionRestored += (_, restored) => log.Restored(restored.EndPoint, restored.ConnectionType);
        if (!connection.IsConnected)
        {
            log.NotYetConnected(options.EndPoints);
        }

        return connection;
    }
}
