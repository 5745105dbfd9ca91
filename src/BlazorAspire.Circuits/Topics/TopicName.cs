namespace BlazorAspire.Circuits.Topics;

internal static class TopicName
{
    public const int MaxLength = 200;

    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public static void Check(string topic)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        if (topic.Length > MaxLength)
        {
            throw new ArgumentException($"The name of topic '{topic[..20]}…' has {topic.Length} letters. Use at most {MaxLength}.", nameof(topic));
        }
    }
}
