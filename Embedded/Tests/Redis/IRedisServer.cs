namespace Embedded.Tests.Redis;

/// <summary>A Redis server in a process of its own, to be disturbed.</summary>
internal interface IRedisServer : IAsyncDisposable
{
    string ConnectionString { get; }

    /// <summary>Starts it, or starts it again at the same port.</summary>
    Task StartAsync();

    /// <summary>Kills it.</summary>
    Task StopAsync();

    /// <summary>It keeps its connections, and answers nothing.</summary>
    Task PauseAsync();

    Task ResumeAsync();
}
