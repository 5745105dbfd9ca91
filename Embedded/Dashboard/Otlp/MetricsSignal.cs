using System.Buffers;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Dashboard.Telemetry.Metrics;
using Google.Protobuf;

namespace Embedded.Dashboard.Otlp;

internal sealed class MetricsSignal(OtlpTree tree, PointReader points, MetricStore store) : IOtlpSignal
{
    private static readonly MessageParser<Metric> Metrics = Metric.Parser.WithDiscardUnknownFields(true);

    public string Path => "/v1/metrics";

    public IMessage Take(ReadOnlySequence<byte> request)
    {
        var batch = new RecordBatch<MetricPoint>(store.Add);
        tree.Read(request, (source, scope, record) =>
        {
            if (batch.Takes(record))
            {
                points.Read(source, scope, Metrics.ParseFrom(record), batch);
            }
        });
        batch.Flush();
        return new ExportMetricsServiceResponse
        {
            PartialSuccess = batch.NotKept == 0 ? null : new ExportMetricsPartialSuccess
            {
                RejectedDataPoints = batch.NotKept,
                ErrorMessage = "Exponential histograms and summaries are not kept, nor is what is over the limits of series and sizes.",
            },
        };
    }
}
