using System.Buffers;
using Google.Protobuf;

namespace Embedded.Dashboard.Otlp;

/// <summary>One kind of telemetry.</summary>
internal interface IOtlpSignal
{
    /// <summary>Where it is posted to.</summary>
    string Path { get; }

    /// <summary>Keeps what a request holds, and gives the answer.</summary>
    /// <exception cref="InvalidDataException">The request is not what its type says.</exception>
    /// <exception cref="InvalidProtocolBufferException">The request is not what its type says.</exception>
    IMessage Take(ReadOnlySequence<byte> request);
}
