using Embedded.Hosting.Health;

namespace Aspire.Hosting.ApplicationModel;

internal sealed record HealthProbeAnnotation(IHealthProbe Probe) : IResourceAnnotation;
