namespace BlazorAspire.Circuits.Topics;

/// <summary>What a page has on a topic until it is disposed.</summary>
internal interface ITopicHandle : IAsyncDisposable
{
    bool IsOver { get; }
}
