using System.Reflection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Resources;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>What all telemetry says about the process that sends it.</summary>
internal static class ProcessResource
{
    public static void AddThisProcess(this ResourceBuilder resource, IHostEnvironment environment)
    {
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        resource.AddService(environment.ApplicationName, serviceVersion: version)
            // Last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.
            .AddEnvironmentVariableDetector();
    }
}
