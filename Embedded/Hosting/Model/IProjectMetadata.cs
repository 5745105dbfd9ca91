using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Names a project of the app model. The build writes one implementation for each project that the AppHost references.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The full path of the project file.</summary>
    string ProjectPath { get; }
}
