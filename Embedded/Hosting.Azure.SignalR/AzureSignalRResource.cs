namespace Aspire.Hosting.ApplicationModel;

/// <summary>An Azure SignalR service. It exists where the app is deployed.</summary>
public class AzureSignalRResource : Resource, IResourceWithConnectionString
{
    internal AzureSignalRResource(string name) : base(name)
    {
    }

    /// <summary>How many units are bought.</summary>
    internal int Units { get; set; } = 1;

    /// <inheritdoc />
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        throw new DistributedApplicationException($"Resource '{Name}' is deployed to Azure, and does not run on this machine. Add it only where ExecutionContext.IsPublishMode is true.");
}
