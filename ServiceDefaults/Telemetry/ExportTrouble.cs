using Microsoft.Extensions.Logging;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>Whether telemetry arrives. Logs, metrics and traces have an address each, and what fails is told for all of them once.</summary>
internal sealed class ExportTrouble(TimeProvider time, ILogger<ExportTrouble> logger)
{
    /// <summary>A receiver that comes and goes is not told of each time.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private long _toldAt = long.MinValue;
    private bool _isTold;

    public void Failed(string endpoint, string reason)
    {
        lock (_lock)
        {
            _failing.Add(endpoint);
            if (_isTold || (_toldAt != long.MinValue && time.GetElapsedTime(_toldAt) < Quiet))
            {
                return;
            }

            (_isTold, _toldAt) = (true, time.GetTimestamp());
        }

        ExportLog.NotSent(logger, endpoint, reason);
    }

    public void Sent(string endpoint)
    {
        lock (_lock)
        {
            _failing.Remove(endpoint);
            if (!_isTold || _failing.Count > 0)
            {
                return;
            }

            _isTold = false;
        }

        ExportLog.SentAgain(logger, endpoint);
    }
}
