namespace BlazorAspire.Hosting;

/// <summary>A Redis for a developer's machine: a process that hosts Garnet.</summary>
/// <remarks>It implements <see cref="IResourceWithConnectionString"/> and no service discovery: with both, <c>WithReference</c> would hand over an address and no connection string.</remarks>
public sealed class GarnetResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    internal GarnetResource(string name, string workingDirectory, ParameterResource password)
        : base(name, "dotnet", workingDirectory)
    {
        Password = password;
    }

    /// <summary>Generated once for each AppHost and kept in its user secrets.</summary>
    public ParameterResource Password { get; }

    /// <summary>Address and password, in the form of StackExchange.Redis.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"127.0.0.1:{new EndpointReference(this, EndpointName).Property(EndpointProperty.Port)},password={Password}");
}
