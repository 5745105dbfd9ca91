using System.Globalization;
using System.Security.Cryptography;

namespace BlazorAspire.AppHost;

/// <summary>What stands in for Azure SignalR Service on this machine. Microsoft's emulator is serverless only, and cannot carry Blazor's circuits.</summary>
internal sealed record SignalREmulator(IResourceBuilder<ProjectResource> Resource, string AccessKey)
{
    private const string Name = "signalr";
    private const int KeyBytes = 32;

    /// <summary>Known when the emulator has started.</summary>
    public string ConnectionString
    {
        get
        {
            var address = new Uri(Resource.GetEndpoint("http").Url);
            return string.Create(CultureInfo.InvariantCulture, $"Endpoint=http://{address.Host};Port={address.Port};AccessKey={AccessKey};Version=1.0;");
        }
    }

    /// <param name="builder">The app model.</param>
    /// <param name="port">Its own: browsers connect to it as well as replicas.</param>
    public static SignalREmulator AddTo(IDistributedApplicationBuilder builder, int port)
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes));
        var resource = builder.AddProject<Projects.SignalREmulator>(Name, launchProfileName: null)
            .WithHttpEndpoint(port, isProxied: false)
            .WithHttpHealthCheck("/health")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithEnvironment("Emulator__AccessKey", key);
        return new SignalREmulator(resource, key);
    }
}
