using System.Globalization;
using Garnet;
using StackExchange.Redis;

namespace BlazorAspire.Tests.Support;

/// <summary>A Redis in this process that a test may empty and refuse.</summary>
internal sealed class OwnRedis : IAsyncDisposable
{
    private readonly GarnetServer _server;
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection;

    public OwnRedis(params string[] args)
    {
        var port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        Address = $"127.0.0.1:{port}";
        _server = new GarnetServer(["--bind", "127.0.0.1", "--port", port, "--memory", "16m", "--page", "1m", "--index", "1m", "-q", .. args]);
        _server.Start();
        _connection = new(() => ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true"));
    }

    public string Address { get; }

    public async Task<IDatabase> DatabaseAsync() => (await _connection.Value).GetDatabase();

    /// <summary>Empties it, with every connection left open.</summary>
    public async Task ForgetAsync() => await (await DatabaseAsync()).ExecuteAsync("FLUSHALL");

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated)
        {
            await (await _connection.Value).DisposeAsync();
        }

        _server.Dispose();
    }
}
