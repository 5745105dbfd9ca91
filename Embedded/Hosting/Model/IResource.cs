namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named part of the app model. It is inert: what is known of it stands in its annotations, and the engine acts on them.</summary>
public interface IResource
{
    /// <summary>The unique name of the resource, as used in logs, environment variables and commands.</summary>
    string Name { get; }

    /// <summary>What the app model says about the resource.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
