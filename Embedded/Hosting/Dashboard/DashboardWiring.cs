using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.ControlApi;
using Embedded.Hosting.Health;
using Embedded.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Embedded.Hosting.Dashboard;

/// <summary>Adds the dashboard to an app model, and tells the model's projects where to send their telemetry.</summary>
internal static class DashboardWiring
{
    private const string OutputKey = "dashboard-output";
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <param name="resources">The app model.</param>
    /// <param name="configuration">The AppHost's settings.</param>
    /// <param name="control">What the dashboard asks about the app. Not served yet.</param>
    public static void Add(IResourceCollection resources, IConfiguration configuration, Func<ControlServer> control)
    {
        var dashboard = new DashboardResource(DashboardOptions.Read(configuration));
        if (!dashboard.Options.IsEnabled)
        {
            return;
        }
        dashboard.Annotations.Add(new LaunchAnnotation(context => Describe(dashboard, context)));
        dashboard.Annotations.Add(new HealthProbeAnnotation(new HttpHealthProbe(() => new Uri($"{dashboard.Endpoint(DashboardResource.FrontEnd).Url}/health"), 200)));
        dashboard.Annotations.Add(new EnvironmentAnnotation((variables, _) =>
        {
            SetEnvironment(dashboard, control(), variables);
            return ValueTask.CompletedTask;
        }));
        if (string.IsNullOrEmpty(configuration[OtlpEndpoint]))
        {
            SendTelemetry(resources, dashboard);
        }
        resources.Add(dashboard);
    }

    private static ProcessSpec Describe(DashboardResource dashboard, LaunchContext context) =>
        context.Metadata(OutputKey) is { } output
            ? ProjectProcess.Describe(dashboard, output, Path.GetDirectoryName(output)!, context)
            : throw new DistributedApplicationException(
                "The AppHost was built without the dashboard. Build it with Embedded/Hosting/AppHost.targets, or set AppHost:Dashboard to false to run without.");

    private static void SetEnvironment(DashboardResource dashboard, ControlServer control, IDictionary<string, string> variables)
    {
        variables["ASPNETCORE_URLS"] = dashboard.Endpoint(DashboardResource.FrontEnd).Url;
        variables["Dashboard__BrowserToken"] = dashboard.Options.BrowserToken;
        variables["Dashboard__Otlp__Url"] = dashboard.OtlpUrl;
        variables["Dashboard__Otlp__ApiKey"] = dashboard.Options.OtlpKey;
        variables["Dashboard__Control__Url"] = control.Url;
        variables["Dashboard__Control__Token"] = control.Token;
        variables["Logging__Console__FormatterName"] = "simple";
        variables["Logging__Console__FormatterOptions__SingleLine"] = "true";
    }

    // What the app model itself says has the last word.
    private static void SendTelemetry(IResourceCollection resources, DashboardResource dashboard)
    {
        foreach (var project in resources.OfType<ProjectResource>())
        {
            project.Annotations.Add(new EnvironmentAnnotation((variables, _) =>
            {
                if (variables.TryAdd(OtlpEndpoint, dashboard.OtlpUrl))
                {
                    variables.TryAdd("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
                    variables.TryAdd("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={dashboard.Options.OtlpKey}");
                }
                return ValueTask.CompletedTask;
            }));
        }
    }
}
