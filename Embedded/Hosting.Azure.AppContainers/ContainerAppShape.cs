using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Azure.AppContainers;

/// <summary>How a resource runs in Container Apps. What is not said is left to the platform.</summary>
internal sealed record ContainerAppShape : IResourceAnnotation
{
    public bool IsSticky { get; init; }

    public decimal? Cpu { get; init; }

    public string? Memory { get; init; }

    public int MinReplicas { get; init; } = 1;

    public int? MaxReplicas { get; init; }

    public int? ConcurrentRequests { get; init; }

    public int? GraceSeconds { get; init; }

    public IReadOnlyList<ContainerAppProbe> Probes { get; init; } = [];
}

internal sealed record ContainerAppProbe(string Type, string Path, int PeriodSeconds, int TimeoutSeconds, int FailureThreshold);

internal static class ContainerAppShapes
{
    public static void WithContainerApp<T>(this IResourceBuilder<T> builder, ContainerAppShape shape) where T : IResource =>
        builder.Resource.Annotations.Add(shape);
}
