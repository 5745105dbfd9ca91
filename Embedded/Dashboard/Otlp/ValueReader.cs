using System.Globalization;
using System.Text;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Dashboard.Telemetry;
using Google.Protobuf.Collections;
using Microsoft.Extensions.Options;

namespace Embedded.Dashboard.Otlp;

/// <summary>Turns what was received into text that can be shown: cut to its limits, without control characters, one copy of each.</summary>
internal sealed class ValueReader(StringPool pool, IOptions<TelemetryLimits> limits)
{
    private const int LongestLine = 256;
    private const int Deepest = 4;
    private const int MostBytes = 64;

    private readonly int _longest = limits.Value.TextLength;
    private readonly int _mostTags = limits.Value.Attributes;

    public string Line(string text) => pool.Get(VisibleText.Line(text, LongestLine));

    public string Text(AnyValue? value) => pool.Get(VisibleText.Block(Write(value), _longest));

    public string Text(string text) => pool.Get(VisibleText.Block(text, _longest));

    public Tag[] Tags(RepeatedField<KeyValue> attributes)
    {
        if (attributes.Count == 0)
        {
            return [];
        }

        var isCut = attributes.Count > _mostTags;
        var tags = new Tag[isCut ? _mostTags + 1 : attributes.Count];
        for (var i = 0; i < Math.Min(tags.Length, _mostTags); i++)
        {
            tags[i] = new Tag(Line(attributes[i].Key), Text(attributes[i].Value));
        }
        if (isCut)
        {
            tags[_mostTags] = new Tag("…", string.Create(CultureInfo.InvariantCulture, $"{attributes.Count - _mostTags:N0} more attributes are not kept."));
        }
        return tags;
    }

    private string Write(AnyValue? value)
    {
        if (value?.ValueCase == AnyValue.ValueOneofCase.StringValue)
        {
            return value.StringValue;
        }

        var written = new StringBuilder();
        Append(written, value, 0);
        return written.ToString();
    }

    private void Append(StringBuilder written, AnyValue? value, int depth)
    {
        var culture = CultureInfo.InvariantCulture;
        _ = value?.ValueCase switch
        {
            AnyValue.ValueOneofCase.StringValue => written.Append(value.StringValue),
            AnyValue.ValueOneofCase.BoolValue => written.Append(value.BoolValue ? "true" : "false"),
            AnyValue.ValueOneofCase.IntValue => written.Append(culture, $"{value.IntValue}"),
            AnyValue.ValueOneofCase.DoubleValue => written.Append(culture, $"{value.DoubleValue:R}"),
            AnyValue.ValueOneofCase.BytesValue => written.Append(Convert.ToHexStringLower(value.BytesValue.Span[..Math.Min(MostBytes, value.BytesValue.Length)]))
                .Append(value.BytesValue.Length > MostBytes ? "…" : ""),
            AnyValue.ValueOneofCase.ArrayValue => AppendAll(written, '[', value.ArrayValue.Values, ']', depth, item => Append(written, item, depth + 1)),
            AnyValue.ValueOneofCase.KvlistValue => AppendAll(written, '{', value.KvlistValue.Values, '}', depth, item =>
            {
                written.Append(item.Key).Append(": ");
                Append(written, item.Value, depth + 1);
            }),
            _ => written,
        };
    }

    private StringBuilder AppendAll<TItem>(StringBuilder written, char open, RepeatedField<TItem> items, char close, int depth, Action<TItem> append)
    {
        written.Append(open);
        var count = 0;
        foreach (var item in items)
        {
            written.Append(count++ == 0 ? "" : ", ");
            if (depth >= Deepest || written.Length > _longest)
            {
                written.Append('…');
                break;
            }
            append(item);
        }
        return written.Append(close);
    }
}
