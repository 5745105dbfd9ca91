namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource uses another: it is stopped before it and, where it waits, started only when the other is healthy.</summary>
internal sealed record DependencyAnnotation(IResource Dependency, bool Waits) : IResourceAnnotation;
