using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Dashboard;

/// <summary>The process that shows people the app, and takes its telemetry.</summary>
internal sealed class DashboardResource : Resource, IResourceWithEndpoints
{
    public const string FrontEnd = "http";
    public const string Otlp = "otlp";

    public DashboardResource(DashboardOptions options) : base("dashboard")
    {
        Options = options;
        Annotations.Add(new EndpointAnnotation(FrontEnd, options.Port) { IsExternal = true, IsPortWished = true });
        Annotations.Add(new EndpointAnnotation(Otlp, requestedPort: null));
    }

    public DashboardOptions Options { get; }

    public string OtlpUrl => this.Endpoint(Otlp).Url;

    /// <summary>Where a person gets in.</summary>
    public string SignInUrl => $"{this.Endpoint(FrontEnd).Url}/login?t={Options.BrowserToken}";
}
