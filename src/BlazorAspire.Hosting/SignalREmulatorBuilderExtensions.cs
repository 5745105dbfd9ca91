using BlazorAspire.Shared;

namespace BlazorAspire.Hosting;

/// <summary>Adds an emulator of Azure SignalR Service in Default mode.</summary>
public static class SignalREmulatorBuilderExtensions
{
    private const int KeyLength = 64;

    /// <summary>
    /// Adds the emulator's project as a service for this machine. Others reach it by <c>ConnectionStrings__{name}</c>, browsers by the address that their
    /// negotiation gives them. It is started again when it crashes, and is not deployed.
    /// </summary>
    /// <typeparam name="TProject">The project, which reads <c>Emulator__AccessKey</c>.</typeparam>
    /// <param name="builder">The app model.</param>
    /// <param name="name">Name of the resource.</param>
    public static IResourceBuilder<SignalREmulatorResource> AddSignalREmulator<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new()
    {
        var key = ParameterResourceBuilderExtensions.CreateGeneratedParameter(
            builder, $"{name}-access-key", secret: true, new GenerateParameterDefault { MinLength = KeyLength, Special = false });
        var resource = new SignalREmulatorResource(name, Path.GetDirectoryName(new TProject().ProjectPath)!, key);
        var emulator = builder.AddResource(resource);
        return emulator
            .WithArgs(ProjectPrograms.Arguments<TProject>(builder))
            .WithHttpEndpoint(name: SignalREmulatorResource.EndpointName, isProxied: false)
            .WithEnvironment(context => context.EnvironmentVariables["ASPNETCORE_URLS"] =
                ReferenceExpression.Create($"http://localhost:{emulator.GetEndpoint(SignalREmulatorResource.EndpointName).Property(EndpointProperty.TargetPort)}"))
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithEnvironment("Emulator__AccessKey", key)
            .WithOtlpExporter()
            .WithIconName("PlugConnected")
            .WithHttpHealthCheck(ReplicaContract.HealthPath)
            .WithCrashRestart()
            .ExcludeFromManifest();
    }
}
