using System.Diagnostics;
using Evergreen.ServiceDefaults;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class SpanFilterTests
{
    private const string Hub = "Microsoft.AspNetCore.SignalR.Server";
    private const string Redis = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    [Theory]
    [InlineData(Hub, "Microsoft.AspNetCore.Components.Server.ComponentHub/OnRenderCompleted", false)]
    [InlineData(Hub, "Microsoft.AspNetCore.Components.Server.ComponentHub/EndInvokeJSFromDotNet", false)]
    [InlineData(Hub, "Microsoft.AspNetCore.Components.Server.ComponentHub/BeginInvokeDotNetFromJS", true)]
    [InlineData(Hub, "Evergreen.WebApp.Hubs.BoardHub/Send", true)]
    [InlineData("BlazorAspire.Orders", "Microsoft.AspNetCore.Components.Server.ComponentHub/OnRenderCompleted", true)]
    public void OnStart_OfACall_KeepsWhatIsNoAnswer(string source, string name, bool isKept) => Assert.Equal(isKept, IsKept(source, name, default));

    [Theory]
    [InlineData(Redis, false, false)]
    [InlineData(Redis, true, true)]
    [InlineData("BlazorAspire.Orders", false, true)]
    public void OnStart_OfARedisCommand_KeepsWhatBelongsToATrace(string source, bool hasParent, bool isKept)
    {
        var parent = hasParent ? new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded) : default;

        Assert.Equal(isKept, IsKept(source, "HSET", parent));
    }

    [Theory]
    [InlineData(Redis, ActivityTraceFlags.None, false, false)]
    [InlineData(Redis, ActivityTraceFlags.Recorded, false, true)]
    [InlineData("BlazorAspire.Orders", ActivityTraceFlags.None, false, false)]
    [InlineData("BlazorAspire.Orders", ActivityTraceFlags.None, true, true)]
    public void OnStart_CausedByWhatIsLeftOut_IsLeftOutUnlessAnotherProcessCausedIt(string source, ActivityTraceFlags flags, bool isRemote, bool isKept)
    {
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, isRemote: isRemote);

        Assert.Equal(isKept, IsKept(source, "PING", parent));
    }

    [Fact]
    public void OnStart_ChildOfALeftOutSpan_IsLeftOut()
    {
        using var probe = new Activity("GET /health").Start();
        probe.ActivityTraceFlags = ActivityTraceFlags.None;

        Assert.False(IsKept("BlazorAspire.Orders", "PING", default));
    }

    private static bool IsKept(string source, string name, ActivityContext parent)
    {
        using var sources = new ActivitySource(source);
        using var listener = new ActivityListener
        {
            ShouldListenTo = listened => listened == sources,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var activity = sources.StartActivity(name, ActivityKind.Internal, parent)!;
        using var filter = new SpanFilter();

        filter.OnStart(activity);

        return activity.Recorded;
    }
}
