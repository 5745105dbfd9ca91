namespace BlazorAspire.Circuits.Topics;

/// <summary>What a topic holds and takes: the section <c>Topics</c>.</summary>
internal sealed class TopicOptions
{
    public const string Section = "Topics";

    /// <summary>Messages that wait for one subscriber at most. When one more comes the oldest is dropped, and the subscriber is told how many it missed.</summary>
    public int QueueLength { get; set; } = 256;

    /// <summary>Bytes of a message, as JSON. A larger one is not published, and one that comes all the same is dropped.</summary>
    public int MaxMessageSize { get; set; } = 64 * 1024;

    public static string? FindProblem(TopicOptions options) =>
        options.QueueLength is < 1 or > 100_000 ? $"Topics:QueueLength is {options.QueueLength}. Use a number from 1 to 100000."
        : options.MaxMessageSize is < 1024 or > 16 * 1024 * 1024 ? $"Topics:MaxMessageSize is {options.MaxMessageSize}. Use a number from 1024 to 16777216."
        : null;
}
