using BlazorAspire.Tests.AppHost;
using BlazorAspire.WebApp.Tracing;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>What one sees of a user's page in the traces of real processes.</summary>
[Collection(SharedApp.Name)]
public sealed class TraceTests(TelemetryWorld world) : IClassFixture<TelemetryWorld>
{
    private const string Page = "GET /counter";

    [Fact]
    public async Task Page_ThroughTheGateway_IsOneTraceDownToRedis()
    {
        var spans = await world.SpansAsync(all => Chain(all) is not null);

        var (gateway, forward, replica, redis) = Chain(spans)!.Value;
        Assert.Equal((SpanKind.Server, SpanKind.Client, SpanKind.Server, SpanKind.Client), (gateway.Kind, forward.Kind, replica.Kind, redis.Kind));
        Assert.Equal("telemetry-gateway", forward.Service);
        Assert.StartsWith("telemetry-", replica.Service, StringComparison.Ordinal);
        Assert.Equal(replica.Service, redis.Service);
        Assert.Equal(("redis", redis.Name.Split(' ')[0]), (redis.Attributes["db.system.name"], redis.Attributes["db.operation.name"]));
    }

    [Fact]
    public async Task Click_OnACircuit_IsATraceWithItsSaveInRedis()
    {
        var spans = await world.SpansAsync(all => all.Any(IsSave));

        Assert.Contains(spans.Where(IsSave), save => RootOf(save, spans) is { ParentId: "", Scope: "Microsoft.AspNetCore.SignalR.Server" or "Microsoft.AspNetCore.Components" });
    }

    [Fact]
    public async Task Spans_ToRedis_HoldNoKeysAndNoValues()
    {
        var spans = await world.SpansAsync(all => all.Any(IsSave));

        var redis = spans.Where(span => span.Scope == RedisSpan.SourceName).ToList();
        Assert.All(redis, span => Assert.Subset(new HashSet<string> { "db.system.name", "db.operation.name", "error.type" }, span.Attributes.Keys.ToHashSet()));
        Assert.All(redis, span => Assert.Matches("^[A-Z]+( [a-z]+)+$", span.Name));
    }

    [Fact]
    public async Task Spans_OfProbesReadsHeartbeatsAndAnswers_AreLeftOut()
    {
        var spans = await world.SpansAsync(all => all.Count > 0);

        Assert.DoesNotContain(spans, span => span.Attributes.GetValueOrDefault("url.path") is "/health" or "/alive" or "/metrics");
        Assert.DoesNotContain(spans, span => span.Name.EndsWith("/OnRenderCompleted", StringComparison.Ordinal) || span.Name.EndsWith("/EndInvokeJSFromDotNet", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, span => span.Scope == RedisSpan.SourceName && span.ParentId.Length == 0);
    }

    private static bool IsSave(ReceivedSpan span) => span.Name == "HSET save tab state";

    private static (ReceivedSpan Gateway, ReceivedSpan Forward, ReceivedSpan Replica, ReceivedSpan Redis)? Chain(IReadOnlyList<ReceivedSpan> spans)
    {
        foreach (var replica in spans.Where(span => span.Name == Page && span.Service != "telemetry-gateway"))
        {
            if (Parent(replica, spans) is { } forward && Parent(forward, spans) is { ParentId: "" } gateway
                && spans.FirstOrDefault(span => span.Scope == RedisSpan.SourceName && Ancestors(span, spans).Contains(replica)) is { } redis)
            {
                return (gateway, forward, replica, redis);
            }
        }

        return null;
    }

    private static ReceivedSpan? Parent(ReceivedSpan span, IReadOnlyList<ReceivedSpan> spans) =>
        spans.FirstOrDefault(other => other.TraceId == span.TraceId && other.SpanId == span.ParentId);

    private static IEnumerable<ReceivedSpan> Ancestors(ReceivedSpan span, IReadOnlyList<ReceivedSpan> spans)
    {
        for (var parent = Parent(span, spans); parent is not null; parent = Parent(parent, spans))
        {
            yield return parent;
        }
    }

    private static ReceivedSpan RootOf(ReceivedSpan span, IReadOnlyList<ReceivedSpan> spans) => Ancestors(span, spans).LastOrDefault() ?? span;
}
