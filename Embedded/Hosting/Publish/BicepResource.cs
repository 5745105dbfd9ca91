using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Publish;

/// <summary>Something of Azure that only a deployment has.</summary>
internal sealed class BicepResource : Resource
{
    public BicepResource(string name, BicepModule module) : base(name)
    {
        Annotations.Add(new DeploymentAnnotation(module));
    }
}
