namespace BlazorAspire.Hosting;

/// <summary>Stands in for Azure SignalR Service on a developer's machine. Microsoft's emulator is serverless only and cannot carry circuits.</summary>
public sealed class SignalREmulatorResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string EndpointName = "http";

    internal SignalREmulatorResource(string name, string workingDirectory, ParameterResource accessKey)
        : base(name, "dotnet", workingDirectory)
    {
        AccessKey = accessKey;
    }

    /// <summary>Generated once for each AppHost and kept in its user secrets.</summary>
    public ParameterResource AccessKey { get; }

    /// <summary>Address and access key, in the form of Azure SignalR Service.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Endpoint=http://localhost;Port={new EndpointReference(this, EndpointName).Property(EndpointProperty.Port)};AccessKey={AccessKey};Version=1.0;");
}
