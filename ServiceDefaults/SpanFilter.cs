using System.Diagnostics;
using OpenTelemetry;

namespace Evergreen.ServiceDefaults;

/// <summary>Keeps from being exported what the instrumentations have no filter for.</summary>
internal sealed class SpanFilter : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (IsLeftOut(data) || IsPartOfWhatIsLeftOut(data))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            data.IsAllDataRequested = false;
        }
    }

    /// <summary>A sampler that takes everything, as Aspire sets one on a developer's machine, takes what a left-out span causes too.</summary>
    private static bool IsPartOfWhatIsLeftOut(Activity span) =>
        !span.HasRemoteParent && span.ParentSpanId != default && (span.Parent is { } parent ? !parent.Recorded : span.ParentId!.EndsWith("-00", StringComparison.Ordinal));

    private static bool IsLeftOut(Activity span) => span.Source.Name switch
    {
        // What a page answers its circuit would be two of three traces, and tells nothing that the trace of the event does not.
        "Microsoft.AspNetCore.SignalR.Server" => span.DisplayName is "Microsoft.AspNetCore.Components.Server.ComponentHub/OnRenderCompleted"
            or "Microsoft.AspNetCore.Components.Server.ComponentHub/EndInvokeJSFromDotNet",
        // Heartbeats and other work in the background belong to no trace.
        "OpenTelemetry.Instrumentation.StackExchangeRedis" => span.ParentSpanId == default,
        _ => false,
    };
}
