using System.Diagnostics;
using BlazorAspire.ServiceDefaults.Health;
using OpenTelemetry;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>Keeps health probes, those that come in and those that go out, and reads of the metrics from being exported.</summary>
internal sealed class ProbeTraceFilter : BaseProcessor<Activity>
{
    // A request that comes in has its path from the start: what it causes then stays unrecorded with it.
    public override void OnStart(Activity data) => Filter(data);

    // One that goes out gets its address later.
    public override void OnEnd(Activity data) => Filter(data);

    private static void Filter(Activity activity)
    {
        // The others are many, and have no address.
        if (activity.Source.Name is not ("Microsoft.AspNetCore" or "System.Net.Http"))
        {
            return;
        }

        var path = activity.GetTagItem("url.path") as string ?? PathOf(activity.GetTagItem("url.full") as string);
        if (path is HealthEndpoints.Readiness or HealthEndpoints.Liveness or MetricsEndpoint.Path)
        {
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static string? PathOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsolutePath : null;
}
