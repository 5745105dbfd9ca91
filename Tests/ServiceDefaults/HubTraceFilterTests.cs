using System.Diagnostics;
using BlazorAspire.ServiceDefaults.Telemetry;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class HubTraceFilterTests
{
    [Theory]
    [InlineData(HubTraceFilter.Source, "Microsoft.AspNetCore.Components.Server.ComponentHub/OnRenderCompleted", false)]
    [InlineData(HubTraceFilter.Source, "Microsoft.AspNetCore.Components.Server.ComponentHub/EndInvokeJSFromDotNet", false)]
    [InlineData(HubTraceFilter.Source, "Microsoft.AspNetCore.Components.Server.ComponentHub/BeginInvokeDotNetFromJS", true)]
    [InlineData(HubTraceFilter.Source, "BlazorAspire.WebApp.Hubs.BoardHub/Send", true)]
    [InlineData("BlazorAspire.Orders", "Microsoft.AspNetCore.Components.Server.ComponentHub/OnRenderCompleted", true)]
    public void OnStart_OfACall_KeepsWhatIsNoAnswer(string source, string name, bool isKept)
    {
        using var sources = new ActivitySource(source);
        using var listener = new ActivityListener
        {
            ShouldListenTo = listened => listened == sources,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var activity = sources.StartActivity(name)!;
        using var filter = new HubTraceFilter();

        filter.OnStart(activity);

        Assert.Equal(isKept, activity.Recorded);
    }
}
