namespace Aspire.Hosting.ApplicationModel;

/// <summary>Describes one resource of the app model.</summary>
public interface IResourceBuilder<out T> where T : IResource
{
    /// <summary>The app model that the resource belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource being described.</summary>
    T Resource { get; }
}
