using Embedded.Hosting.Processes;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells which process a resource is.</summary>
/// <param name="Describe">Gives the process. Fails with a <see cref="DistributedApplicationException"/> that says what is missing.</param>
internal sealed record LaunchAnnotation(Func<LaunchContext, ProcessSpec> Describe) : IResourceAnnotation;
