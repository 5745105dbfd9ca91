using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Embedded.Prometheus;

/// <summary>Writes the metrics when they are asked for. Who asks again at once gets the same, so that asking costs the app little.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter(TimeProvider time) : BaseExporter<Metric>, IPullMetricExporter
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(300);
    private readonly SemaphoreSlim _turn = new(1);
    private byte[]? _text;
    private long _readAt;

    public Func<int, bool>? Collect { get; set; }

    /// <summary>Null where they could not be read.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_text is null || time.GetElapsedTime(_readAt) >= Fresh)
            {
                _text = null;
                Collect?.Invoke(Timeout.Infinite);
                _readAt = time.GetTimestamp();
            }

            return _text is { } text ? text : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Points are valid within this call only.</summary>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        var metrics = new List<Metric>();
        foreach (var metric in batch)
        {
            metrics.Add(metric);
        }

        _text = PrometheusText.Write(ParentProvider.GetResource(), metrics);
        return ExportResult.Success;
    }

    protected override void Dispose(bool disposing)
    {
        _turn.Dispose();
        base.Dispose(disposing);
    }
}
