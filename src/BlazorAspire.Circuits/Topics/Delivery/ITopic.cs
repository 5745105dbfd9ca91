namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>A topic, whatever its messages are.</summary>
internal interface ITopic
{
    Type MessageType { get; }

    /// <summary>Nobody here listens, and nobody has published for a while.</summary>
    bool IsIdle { get; }

    /// <summary>Listens again where that failed.</summary>
    void Relink();
}
