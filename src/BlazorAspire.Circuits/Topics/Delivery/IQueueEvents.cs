namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>What a subscription tells of itself.</summary>
internal interface IQueueEvents<T>
{
    void Delivered(int messages);

    /// <summary>The oldest message was dropped for a new one.</summary>
    void Overflowed();

    void Failed(Exception exception);

    void Ended(QueuedSubscription<T> subscription);
}
