namespace Embedded.SignalR.Redis;

/// <summary>How long and how much. The package that this stands in for has no setting for any of it, so only tests change them.</summary>
internal sealed record BackplaneLimits
{
    /// <summary>How often a server says that it lives, and looks after what waits.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a sender, or the line from the other servers, waits for room before the message is dropped.</summary>
    public TimeSpan Room { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long Redis may take for one publish before it counts as away. The client sets no limit of its own.</summary>
    public TimeSpan Publish { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long another server may take to say that it has a connection.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A server that is not heard for so long is gone.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a server without its own echo waits before it subscribes anew.</summary>
    public TimeSpan Echo { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Messages that wait for Redis.</summary>
    public int Waiting { get; init; } = 10_000;

    /// <summary>Messages that wait for one client.</summary>
    public int WaitingForClient { get; init; } = 1_000;

    /// <summary>Frames from other servers that wait for this one.</summary>
    public int WaitingFrames { get; init; } = 1_000;

    /// <summary>Messages of one frame are gathered up to this size, and one that is larger goes by itself.</summary>
    public int FrameBytes { get; init; } = 64 * 1024;

    /// <summary>A subscriber with 32 MB before it is cut off by Redis, so one message must stay far below.</summary>
    public int MessageBytes { get; init; } = 4 * 1024 * 1024;
}
