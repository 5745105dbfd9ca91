using System.Diagnostics.Metrics;

namespace Embedded.SignalR.Redis.Telemetry;

internal sealed class BackplaneMetrics : IDisposable
{
    public const string MeterName = "BlazorAspire.Backplane";

    private readonly Meter _meter = new(MeterName);
    private readonly KeyValuePair<string, object?> _hub;
    private readonly Counter<long> _published;
    private readonly Counter<long> _received;
    private readonly Counter<long> _unsent;
    private readonly Counter<long> _missed;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _dropped;

    public BackplaneMetrics(string hub)
    {
        _hub = new("hub", hub);
        _published = _meter.CreateCounter<long>("backplane.published", "{message}", "Messages that Redis has taken.");
        _received = _meter.CreateCounter<long>("backplane.received", "{message}", "Messages that have come from other servers.");
        _unsent = _meter.CreateCounter<long>("backplane.unsent", "{message}", "Messages that did not leave this server, by reason.");
        _missed = _meter.CreateCounter<long>("backplane.missed", "{message}", "Messages that other servers have sent, or tried to, and that have not come here.");
        _rejected = _meter.CreateCounter<long>("backplane.rejected", "{message}", "What came and could not be used, by reason.");
        _dropped = _meter.CreateCounter<long>("backplane.dropped", "{message}", "Messages for a client that takes them too slowly.");
    }

    public void Published(long messages) => _published.Add(messages, _hub);

    public void Received(long messages) => _received.Add(messages, _hub);

    public void Unsent(string reason, long messages) => _unsent.Add(messages, _hub, new("reason", reason));

    public void Missed(long messages) => _missed.Add(messages, _hub);

    public void Rejected(string reason) => _rejected.Add(1, _hub, new("reason", reason));

    public void Dropped() => _dropped.Add(1, _hub);

    public void Dispose() => _meter.Dispose();
}
