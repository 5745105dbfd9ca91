namespace BlazorAspire.Gateway.Replicas;

/// <summary>The replicas found in configuration.</summary>
internal sealed class ReplicaOptions
{
    public IReadOnlyList<Replica> Found { get; set; } = [];

    public IReadOnlyList<string> Errors { get; set; } = [];
}
