using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.ServiceDefaults;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>What one sees of a user's page in the traces of real processes.</summary>
[Collection(SharedApp.Name)]
public sealed class TraceTests(TelemetryWorld world) : IClassFixture<TelemetryWorld>
{
    private const string Page = "GET /counter";
    private const string Redis = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    [Fact]
    public async Task Page_ThroughTheGateway_IsOneTraceDownToRedis()
    {
        var spans = await world.SpansAsync(all => Chain(all) is not null);

        var (gateway, forward, replica, redis) = Chain(spans)!.Value;
        Assert.Equal((SpanKind.Server, SpanKind.Client, SpanKind.Server, SpanKind.Client), (gateway.Kind, forward.Kind, replica.Kind, redis.Kind));
        Assert.Equal("telemetry-gateway", forward.Service);
        Assert.StartsWith("telemetry-", replica.Service, StringComparison.Ordinal);
        Assert.Equal(replica.Service, redis.Service);
        Assert.Equal(("redis", redis.Name), (redis.Attributes["db.system"], redis.Attributes["db.statement"]));
    }

    [Fact]
    public async Task Click_OnACircuit_IsATraceWithItsSaveInRedis()
    {
        // A command may come before the span that it belongs to, which has yet to end.
        var spans = await world.SpansAsync(all => all.Any(span => IsSaveOfAnEvent(span, all)));

        Assert.Contains(spans, span => IsSaveOfAnEvent(span, spans));
    }

    [Fact]
    public async Task Spans_ToRedis_HoldNoKeysAndNoValues()
    {
        var spans = await world.SpansAsync(all => all.Any(IsSave));

        var redis = spans.Where(span => span.Scope == Redis).ToList();
        Assert.All(redis, span => Assert.Subset(
            new HashSet<string> { "db.system", "db.statement", "db.redis.database_index", "server.address", "server.port", "network.peer.address", "network.peer.port" },
            span.Attributes.Keys.ToHashSet()));
        Assert.All(redis, span => Assert.Matches("^[A-Z]+$", span.Name));
        Assert.All(redis, span => Assert.Equal(span.Name, span.Attributes["db.statement"]));
    }

    [Fact]
    public async Task Spans_OfProbesReadsHeartbeatsConnectionsAndAnswers_AreLeftOut()
    {
        var spans = await world.SpansAsync(all => all.Any(IsSave));

        Assert.DoesNotContain(spans, span => PathOf(span) is "/health" or "/alive" or "/metrics");
        Assert.DoesNotContain(spans, span => PathOf(span) == "/_blazor");
        Assert.DoesNotContain(spans, span => span.Name.EndsWith("/OnRenderCompleted", StringComparison.Ordinal) || span.Name.EndsWith("/EndInvokeJSFromDotNet", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, span => span.Scope == Redis && span.ParentId.Length == 0);
    }

    private static string? PathOf(ReceivedSpan span) =>
        span.Attributes.GetValueOrDefault("url.path") ?? (span.Attributes.TryGetValue("url.full", out var url) ? new Uri(url).AbsolutePath : null);

    private static bool IsSave(ReceivedSpan span) => span is { Scope: Redis, Name: "HMSET" };

    private static bool IsSaveOfAnEvent(ReceivedSpan span, IReadOnlyList<ReceivedSpan> spans) =>
        IsSave(span) && RootOf(span, spans) is { ParentId: "", Scope: "Microsoft.AspNetCore.SignalR.Server" or "Microsoft.AspNetCore.Components" };

    private static (ReceivedSpan Gateway, ReceivedSpan Forward, ReceivedSpan Replica, ReceivedSpan Redis)? Chain(IReadOnlyList<ReceivedSpan> spans)
    {
        foreach (var replica in spans.Where(span => span.Name == Page && span.Service != "telemetry-gateway"))
        {
            if (Parent(replica, spans) is { } forward && Parent(forward, spans) is { ParentId: "" } gateway
                && spans.FirstOrDefault(span => span.Scope == Redis && Ancestors(span, spans).Contains(replica)) is { } redis)
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
