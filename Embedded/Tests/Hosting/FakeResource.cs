using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Health;
using Embedded.Hosting.Processes;

namespace Embedded.Tests.Hosting;

internal sealed class FakeResource : Resource, IResourceWithEnvironment, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    public FakeResource(string name) : base(name)
    {
        Annotations.Add(new LaunchAnnotation(_ => new ProcessSpec(name, [], "/")));
    }

    public FakeResource Probed(IHealthProbe probe)
    {
        Annotations.Add(new HealthProbeAnnotation(probe));
        return this;
    }

    public FakeResource WaitsFor(IResource dependency)
    {
        Annotations.Add(new DependencyAnnotation(dependency, Waits: true));
        return this;
    }
}
