using StackExchange.Redis;

namespace Microsoft.AspNetCore.SignalR.StackExchangeRedis;

/// <summary>How <see cref="RedisHubLifetimeManager{THub}"/> reaches Redis.</summary>
public class RedisOptions
{
    /// <summary>
    /// The client's options. Default: the server of this machine, and no error when it is away at first.
    /// <see cref="ConfigurationOptions.ChannelPrefix"/> stands before the name of every channel. Ignored where <see cref="ConnectionFactory"/> is set.
    /// </summary>
    public ConfigurationOptions Configuration { get; set; } = new() { AbortOnConnectFail = false };

    /// <summary>Opens the connection in place of <see cref="Configuration"/>. It is disposed with the manager. Default <see langword="null"/>.</summary>
    public Func<TextWriter, Task<IConnectionMultiplexer>>? ConnectionFactory { get; set; }
}
