using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Publish;

/// <summary>The Bicep module that deploys a resource.</summary>
internal sealed record DeploymentAnnotation(BicepModule Module) : IResourceAnnotation;

/// <summary>A resource's connection string as the manifest writes it, with references in braces.</summary>
internal sealed record ConnectionExpressionAnnotation(string Expression) : IResourceAnnotation;

/// <summary>The container that a resource is where it is deployed.</summary>
internal sealed record ContainerAnnotation(string Image, string Entrypoint, IReadOnlyList<string> Args, int TargetPort) : IResourceAnnotation;
