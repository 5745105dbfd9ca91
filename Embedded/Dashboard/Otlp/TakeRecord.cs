using System.Buffers;
using Embedded.Dashboard.Telemetry;

namespace Embedded.Dashboard.Otlp;

/// <summary>Takes one encoded log record, span or metric.</summary>
internal delegate void TakeRecord(TelemetrySource source, string scope, ReadOnlySequence<byte> record);
