using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Dashboard;

namespace Embedded.Hosting.Terminal;

/// <summary>Where the dashboard is, or why there is none.</summary>
internal static class DashboardNotice
{
    public static string Render(DashboardResource dashboard, CustomResourceSnapshot snapshot, Ansi ansi)
    {
        if (!snapshot.IsHealthy)
        {
            return $"  The dashboard did not start, and the app runs without it: {snapshot.Problem}";
        }
        var endpoint = dashboard.Endpoint(DashboardResource.FrontEnd);
        var inUse = endpoint.AllocatedPort == endpoint.RequestedPort
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" (port {endpoint.RequestedPort} is in use by another process)");
        return $"  The dashboard is at {ansi.Strong(dashboard.SignInUrl)}{inUse}{Environment.NewLine}";
    }
}
