using System.Buffers.Binary;
using System.Globalization;

namespace Embedded.Dashboard.Telemetry;

/// <summary>The numbers that name traces and spans: kept as numbers, shown as hexadecimal text. Zero is none.</summary>
internal static class TraceIds
{
    private const int TraceLength = 16;
    private const int SpanLength = 8;

    public static UInt128 Trace(ReadOnlySpan<byte> bytes) => bytes.Length == TraceLength ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : 0;

    public static ulong Span(ReadOnlySpan<byte> bytes) => bytes.Length == SpanLength ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;

    public static string Text(UInt128 trace) => trace.ToString("x32", CultureInfo.InvariantCulture);

    public static string Text(ulong span) => span.ToString("x16", CultureInfo.InvariantCulture);

    public static UInt128? ParseTrace(string? text) =>
        text?.Length == 2 * TraceLength && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var trace) && trace != 0
            ? trace
            : null;

    public static ulong? ParseSpan(string? text) =>
        text?.Length == 2 * SpanLength && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var span) && span != 0
            ? span
            : null;
}
