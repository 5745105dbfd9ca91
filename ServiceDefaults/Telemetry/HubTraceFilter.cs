using System.Diagnostics;
using OpenTelemetry;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps from being exported what a page answers its circuit: that it has rendered, and what a script gave. Each would be a trace of its own, two of
/// three of all, and tells nothing that the trace of the event does not.
/// </summary>
internal sealed class HubTraceFilter : BaseProcessor<Activity>
{
    public const string Source = "Microsoft.AspNetCore.SignalR.Server";

    private static readonly HashSet<string> Answers =
    [
        "Microsoft.AspNetCore.Components.Server.ComponentHub/OnRenderCompleted",
        "Microsoft.AspNetCore.Components.Server.ComponentHub/EndInvokeJSFromDotNet",
    ];

    public override void OnStart(Activity data)
    {
        if (data.Source.Name == Source && Answers.Contains(data.DisplayName))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            // Nobody will see its tags, so they need not be made.
            data.IsAllDataRequested = false;
        }
    }
}
