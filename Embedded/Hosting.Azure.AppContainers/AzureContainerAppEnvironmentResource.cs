using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure.AppContainers;

/// <summary>The place in Azure where the app's containers run. It exists where the app is deployed.</summary>
public class AzureContainerAppEnvironmentResource : Resource
{
    internal AzureContainerAppEnvironmentResource(string name) : base(name)
    {
    }

    /// <summary>The connection string of the Application Insights that traces and logs go to; null for none.</summary>
    internal ParameterResource? ApplicationInsights { get; set; }
}
