using System.Diagnostics.Metrics;

namespace BlazorAspire.Circuits.Topics;

/// <summary>What happens to the messages of topics.</summary>
internal sealed class TopicMetrics : IDisposable
{
    public const string MeterName = "BlazorAspire.Topics";
    private readonly Meter _meter;
    private readonly Counter<long> _published;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _lost;
    private long _subscribers;

    public TopicMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _published = _meter.CreateCounter<long>("topics.published", "{message}", "Messages that were published here, by whether the other replicas could be told.");
        _delivered = _meter.CreateCounter<long>("topics.delivered", "{message}", "Messages that subscribers here were given.");
        _dropped = _meter.CreateCounter<long>("topics.dropped", "{message}", "Messages that came and were not delivered, by reason.");
        _lost = _meter.CreateCounter<long>("topics.lost", "{message}", "Messages of other replicas that never came, by the gap in their numbers.");
        _meter.CreateObservableUpDownCounter("topics.subscribers", () => Interlocked.Read(ref _subscribers), "{subscriber}", "Subscribers on this replica.");
    }

    public void Begin()
    {
        _published.Add(0, Reach(true));
        _published.Add(0, Reach(false));
        _lost.Add(0);
    }

    public void Published(bool everywhere) => _published.Add(1, Reach(everywhere));

    public void Delivered(int messages) => _delivered.Add(messages);

    public void Dropped(string reason) => _dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Lost(long messages) => _lost.Add(messages);

    public void Subscribed() => Interlocked.Increment(ref _subscribers);

    public void Unsubscribed() => Interlocked.Decrement(ref _subscribers);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Reach(bool everywhere) => new("reach", everywhere ? "all" : "local");
}
