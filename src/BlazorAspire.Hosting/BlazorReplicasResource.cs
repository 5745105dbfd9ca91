namespace BlazorAspire.Hosting;

/// <summary>The replicas of a Blazor Server app. References, environment variables and waits that it is given go to each replica.</summary>
/// <param name="name">Name of the resource. Replicas are named <c>{name}-1</c> and on.</param>
public sealed class BlazorReplicasResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithWaitSupport
{
    private readonly List<ProjectResource> _replicas = [];

    /// <summary>The replicas, each a resource with an endpoint, a health and a log of its own.</summary>
    public IReadOnlyList<ProjectResource> Replicas => _replicas;

    /// <summary>The gateway in front of them; null until one references them.</summary>
    internal ProjectResource? Gateway { get; set; }

    internal void Add(ProjectResource replica) => _replicas.Add(replica);
}
