using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Topics;
using BlazorAspire.Circuits.Topics.Delivery;
using BlazorAspire.Circuits.Topics.Transport;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>The topics of one replica, and what its meter has counted.</summary>
internal sealed class TopicReplica : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TopicMetrics _metrics;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counted = new();

    public TopicReplica(string name, ITopicTransport transport, TimeProvider time, TopicOptions? options = null, TimeSpan pace = default)
    {
        var meters = _provider.GetRequiredService<IMeterFactory>();
        _metrics = new TopicMetrics(meters);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TopicMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counted.AddOrUpdate(tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}", value, (_, before) => instrument.IsObservable ? value : before + value));
        _listener.Start();
        var identity = new ReplicaIdentity(name, 42, time.GetUtcNow(), "1.0.0");
        Broker = new TopicBroker(new TopicServices(transport, identity, _metrics, Options.Create(options ?? new TopicOptions()), time, Log));
        Rooms = new PresenceRooms(Broker, identity, time, RoomsLog) { Pace = pace };
    }

    public TopicBroker Broker { get; }

    public PresenceRooms Rooms { get; }

    public LogLines<TopicServices> Log { get; } = new();

    public LogLines<PresenceRooms> RoomsLog { get; } = new();

    /// <summary>A counter by its name, with the value of its tag where it has one: <c>topics.dropped late</c>.</summary>
    public long Counted(string name)
    {
        _listener.RecordObservableInstruments();
        return _counted.GetValueOrDefault(name);
    }

    /// <summary>Subscribes with an inbox that a test reads.</summary>
    public Inbox<T> Listen<T>(string topic) => new(receive => Broker.Subscribe<T>(topic, receive));

    public void Dispose()
    {
        Rooms.Dispose();
        _listener.Dispose();
        _metrics.Dispose();
        _provider.Dispose();
    }
}
