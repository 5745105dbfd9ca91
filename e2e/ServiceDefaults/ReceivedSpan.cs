using System.Text;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.ServiceDefaults;

/// <summary>A span as it came by OTLP.</summary>
internal sealed record ReceivedSpan(
    string Service, string Scope, string Name, string TraceId, string SpanId, string ParentId, SpanKind Kind, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> LinkedTraces)
{
    /// <summary>From the body of <c>/v1/traces</c>.</summary>
    public static IEnumerable<ReceivedSpan> Read(ReadOnlyMemory<byte> body) =>
        from resourceSpans in ProtobufReader.Messages(body, 1)
        let resource = AttributesOf(ProtobufReader.Messages(resourceSpans, 1).First(), 1)
        from scopeSpans in ProtobufReader.Messages(resourceSpans, 2)
        let scope = ProtobufReader.Text(ProtobufReader.Messages(scopeSpans, 1).First(), 1)
        from span in ProtobufReader.Messages(scopeSpans, 2)
        select new ReceivedSpan(
            resource["service.name"],
            scope,
            ProtobufReader.Text(span, 5),
            Id(span, 1),
            Id(span, 2),
            Id(span, 4),
            (SpanKind)ProtobufReader.Fields(span).Where(field => field.Field == 6).Select(field => field.Number).LastOrDefault(),
            AttributesOf(span, 9),
            [.. ProtobufReader.Messages(span, 13).Select(link => Id(link, 1))]);

    private static string Id(ReadOnlyMemory<byte> message, int field) => Convert.ToHexStringLower(ProtobufReader.Messages(message, field).LastOrDefault().Span);

    private static Dictionary<string, string> AttributesOf(ReadOnlyMemory<byte> message, int field) =>
        ProtobufReader.Messages(message, field).ToDictionary(attribute => ProtobufReader.Text(attribute, 1), attribute => ValueOf(ProtobufReader.Messages(attribute, 2).First()));

    private static string ValueOf(ReadOnlyMemory<byte> value) => ProtobufReader.Fields(value)
        .Select(field => field.Field == 1 ? Encoding.UTF8.GetString(field.Bytes.Span) : $"{field.Number}").FirstOrDefault() ?? "";
}
