namespace Aspire.Hosting.ApplicationModel;

/// <summary>Base of all resources.</summary>
public abstract class Resource : IResource
{
    /// <param name="name">The unique name: letters, digits and dashes, at most 64 characters, beginning with a letter.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    protected Resource(string name)
    {
        Name = ResourceName.Check(name);
    }

    /// <inheritdoc />
    public virtual string Name { get; }

    /// <inheritdoc />
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
