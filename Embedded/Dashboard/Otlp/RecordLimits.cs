using System.Buffers;

namespace Embedded.Dashboard.Otlp;

/// <summary>How large one record may be, as what is decoded takes many times its size, and how many may come at once.</summary>
internal static class RecordLimits
{
    public const int MostRecords = 200_000;

    public const string Refusal = "Records of more than 1 MB are not kept, nor are more than 200,000 in one request.";

    private const int MostBytes = 1024 * 1024;

    /// <param name="number">The record's place in its request, from 1.</param>
    public static bool Allow(ReadOnlySequence<byte> record, long number) => record.Length <= MostBytes && number <= MostRecords;

    /// <exception cref="InvalidDataException">It is larger.</exception>
    public static ReadOnlySequence<byte> CheckHead(ReadOnlySequence<byte> head) => head.Length <= MostBytes
        ? head
        : throw new InvalidDataException("What describes the sender takes more than 1 MB.");
}
