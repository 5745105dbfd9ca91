namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resources of an app model, in the order in which they were added.</summary>
public interface IResourceCollection : IList<IResource>;
