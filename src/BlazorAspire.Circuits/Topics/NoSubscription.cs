namespace BlazorAspire.Circuits.Topics;

/// <summary>Where there is nobody to tell.</summary>
internal sealed class NoSubscription : TopicSubscription
{
    public static readonly NoSubscription Instance = new();

    public override bool IsOver => true;

    public override ValueTask DisposeAsync() => default;
}
