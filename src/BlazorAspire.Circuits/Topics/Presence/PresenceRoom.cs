using BlazorAspire.Circuits.Topics.Delivery;

namespace BlazorAspire.Circuits.Topics.Presence;

/// <summary>Who is on one topic: the members of this replica, and what the others last told of theirs.</summary>
internal sealed class PresenceRoom : IQueueEvents<PresenceView>
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>With a look every second, a killed replica's members are gone before 15 s.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(13);

    private readonly Lock _lock = new();
    private readonly List<PresenceEntry> _own = [];
    private readonly List<QueuedSubscription<PresenceView>> _watchers = [];
    private readonly RemotePresence _others;
    private readonly PresencePublisher _teller;
    private readonly string _topic;
    private readonly string _process;
    private readonly ReplicaIdentity _replica;
    private readonly TopicBroker _broker;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private PresenceView _shown = PresenceView.Empty;
    private TopicSubscription? _reports;
    private bool _asks;

    public PresenceRoom(string topic, string process, ReplicaIdentity replica, TopicBroker broker, TimeSpan pace, TimeProvider time, ILogger logger)
    {
        (_topic, _process, _replica, _broker, _time, _logger) = (topic, process, replica, broker, time, logger);
        _others = new RemotePresence(time);
        _teller = new PresencePublisher(TellAsync, pace, time);
    }

    private string Reports => $"presence:{_topic}";

    /// <summary>Nobody is here, nobody watches, and nothing is on its way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _own.Count == 0 && _watchers.Count == 0 && !_teller.IsBusy;
            }
        }
    }

    public PresenceEntry Enter(string id, string name)
    {
        var entry = new PresenceEntry(this, new PresenceMember(id, PresenceReport.Cut(name), _replica.Name, _time.GetUtcNow()));
        lock (_lock)
        {
            _own.Add(entry);
            ShowNeedsLock();
            if (!ListenNeedsLock())
            {
                _teller.Tell();
            }
        }

        return entry;
    }

    public TopicSubscription Watch(Func<PresenceView, Task> receive, SynchronizationContext? context)
    {
        // Only the newest view counts.
        var watcher = new QueuedSubscription<PresenceView>(1, context, batch => receive(batch[^1].Value), this);
        lock (_lock)
        {
            _watchers.Add(watcher);
            ListenNeedsLock();
            watcher.ReadyWhen(_reports!.Ready);
            _shown = ViewNeedsLock();
            watcher.Offer(_shown, _replica.Name, lost: 0);
        }

        return watcher;
    }

    public void Change(PresenceEntry entry, Action<PresenceEntry> change)
    {
        lock (_lock)
        {
            if (entry.IsOver)
            {
                return;
            }

            change(entry);
            if (entry.IsOver)
            {
                _own.Remove(entry);
            }

            ShowNeedsLock();
            _teller.Tell();
            StopListeningNeedsLock();
        }
    }

    /// <summary>Tells the others again when it is time to, and forgets who has not for too long.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            if (_own.Count > 0 && _teller.SinceTold >= Heartbeat)
            {
                _teller.Tell();
            }

            if (_others.ForgetSilent(GoneAfter))
            {
                ShowNeedsLock();
            }
        }
    }

    /// <summary>This process ends: the others need not wait for its silence.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            if (_own.Count > 0)
            {
                _own.Clear();
                _teller.Tell();
            }
        }

        return _teller.CloseAsync();
    }

    public void Delivered(int messages)
    {
    }

    /// <summary>A newer view took the place of one that nobody had looked at: as it should be.</summary>
    public void Overflowed()
    {
    }

    public void Failed(Exception exception) => TopicLog.SubscriberFailed(_logger, exception, _topic);

    public void Ended(QueuedSubscription<PresenceView> subscription)
    {
        lock (_lock)
        {
            _watchers.Remove(subscription);
            StopListeningNeedsLock();
        }
    }

    /// <summary>Whether it only begins now, and so tells and asks.</summary>
    private bool ListenNeedsLock()
    {
        if (_reports is not null)
        {
            return false;
        }

        _reports = _broker.Subscribe<PresenceReport>(Reports, HearAsync);
        _asks = true;
        _teller.Tell(first: _reports.Ready);
        return true;
    }

    private void StopListeningNeedsLock()
    {
        if (_own.Count == 0 && _watchers.Count == 0 && _reports is { } reports)
        {
            _reports = null;
            _others.Clear();
            _ = reports.DisposeAsync().AsTask();
        }
    }

    private Task HearAsync(IReadOnlyList<TopicMessage<PresenceReport>> batch)
    {
        lock (_lock)
        {
            foreach (var report in batch.Select(message => message.Value).Where(report => report.Process != _process))
            {
                HearNeedsLock(report.Bounded());
            }

            ShowNeedsLock();
        }

        return Task.CompletedTask;
    }

    private void HearNeedsLock(PresenceReport report)
    {
        _others.Take(report);
        if (report.IsAsking && _own.Count > 0)
        {
            _teller.Tell();
        }
    }

    private void ShowNeedsLock()
    {
        var view = ViewNeedsLock();
        if (view.IsSameAs(_shown))
        {
            return;
        }

        _shown = view;
        foreach (var watcher in _watchers)
        {
            watcher.Offer(view, _replica.Name, lost: 0);
        }
    }

    private PresenceView ViewNeedsLock() => PresenceView.Of(HereNeedsLock().Concat(_others.Members), _others.Unnamed);

    private IEnumerable<PresenceMember> HereNeedsLock() => _own.Where(entry => entry.IsHere).Select(entry => entry.Member);

    private async Task TellAsync()
    {
        try
        {
            await _broker.PublishAsync(Reports, NextReport().Fitting(_broker.MaxMessageSize));
        }
        catch (Exception exception)
        {
            TopicLog.PresenceNotTold(_logger, _topic, exception.Message);
        }
    }

    private PresenceReport NextReport()
    {
        lock (_lock)
        {
            var here = HereNeedsLock().ToList();
            var report = new PresenceReport(_process, here, here.Count, _asks);
            _asks = false;
            return report;
        }
    }
}
