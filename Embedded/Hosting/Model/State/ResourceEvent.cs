namespace Aspire.Hosting.ApplicationModel;

/// <summary>A change of a resource.</summary>
public class ResourceEvent
{
    internal ResourceEvent(IResource resource, CustomResourceSnapshot snapshot)
    {
        Resource = resource;
        Snapshot = snapshot;
    }

    /// <summary>The resource that changed.</summary>
    public IResource Resource { get; }

    /// <summary>What is known of it after the change.</summary>
    public CustomResourceSnapshot Snapshot { get; }
}
