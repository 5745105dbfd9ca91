namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project that is started from its build output.</summary>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithServiceDiscovery, IResourceWithWaitSupport;
