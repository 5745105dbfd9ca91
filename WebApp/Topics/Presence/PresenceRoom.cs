using BlazorAspire.WebApp.Replicas;
using BlazorAspire.WebApp.Topics.Delivery;

namespace BlazorAspire.WebApp.Topics.Presence;

/// <summary>Who is on one topic: the members of this replica, and what the others last told of theirs.</summary>
internal sealed class PresenceRoom(string topic, string process, ReplicaIdentity replica, TopicBroker broker, TimeSpan pace, TimeProvider time, ILogger logger)
    : IQueueEvents<PresenceView>
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>With a look every second, a killed replica's members are gone before 15 s.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(12);

    private const int MostReplicas = 1000;
    private readonly Lock _lock = new();
    private readonly List<PresenceEntry> _own = [];
    private readonly Dictionary<string, Heard> _others = new(StringComparer.Ordinal);
    private readonly List<QueuedSubscription<PresenceView>> _watchers = [];
    private PresenceView _shown = PresenceView.Empty;
    private TopicSubscription? _reports;
    private Task _telling = Task.CompletedTask;
    private bool _isTelling;
    private bool _hasNews;
    private bool _asks;
    private bool _isClosed;
    private CancellationTokenSource? _pause;
    private long _toldAt;

    /// <summary>Nobody is here, nobody watches, and nothing is on its way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _own.Count == 0 && _watchers.Count == 0 && !_isTelling;
            }
        }
    }

    public PresenceEntry Enter(string id, string name)
    {
        var entry = new PresenceEntry(this, new PresenceMember(id, PresenceReport.Cut(name), replica.Name, time.GetUtcNow()));
        lock (_lock)
        {
            _own.Add(entry);
            ListenNeedsLock();
            ChangedNeedsLock();
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
            watcher.Offer(_shown, replica.Name, lost: 0);
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

            ChangedNeedsLock();
            StopListeningNeedsLock();
        }
    }

    /// <summary>Tells the others again when it is time to, and forgets who has not for too long.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            if (_own.Count > 0 && time.GetElapsedTime(_toldAt) >= Heartbeat)
            {
                TellNeedsLock();
            }

            var gone = _others.Where(other => time.GetElapsedTime(other.Value.At) >= GoneAfter).Select(other => other.Key).ToList();
            gone.ForEach(other => _others.Remove(other));
            if (gone.Count > 0)
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
                TellNeedsLock();
            }

            _isClosed = true;
            _pause?.Cancel();
            return _telling;
        }
    }

    public void Delivered(int messages)
    {
    }

    /// <summary>A newer view took the place of one that nobody had looked at: as it should be.</summary>
    public void Overflowed()
    {
    }

    public void Failed(Exception exception) => TopicLog.SubscriberFailed(logger, exception, topic);

    public void Ended(QueuedSubscription<PresenceView> subscription)
    {
        lock (_lock)
        {
            _watchers.Remove(subscription);
            StopListeningNeedsLock();
        }
    }

    private void ListenNeedsLock()
    {
        if (_reports is null)
        {
            _reports = broker.Subscribe<PresenceReport>($"presence:{topic}", HearAsync);
            _asks = true;
            _hasNews = true;
            StartTellingNeedsLock(_reports.Ready);
        }
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
            foreach (var report in batch.Select(message => message.Value).Where(report => report.Process != process))
            {
                HearNeedsLock(report.Bounded());
            }

            ShowNeedsLock();
        }

        return Task.CompletedTask;
    }

    private void HearNeedsLock(PresenceReport report)
    {
        if (report.Total == 0)
        {
            _others.Remove(report.Process);
        }
        else if (_others.Count < MostReplicas || _others.ContainsKey(report.Process))
        {
            _others[report.Process] = new Heard(report, time.GetTimestamp());
        }

        if (report.IsAsking && _own.Count > 0)
        {
            TellNeedsLock();
        }
    }

    private void ChangedNeedsLock()
    {
        ShowNeedsLock();
        TellNeedsLock();
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
            watcher.Offer(view, replica.Name, lost: 0);
        }
    }

    private PresenceView ViewNeedsLock() => PresenceView.Of(
        HereNeedsLock().Concat(_others.Values.SelectMany(other => other.Report.Members)),
        _others.Values.Sum(other => Math.Max(0, other.Report.Total - other.Report.Members.Count)));

    private IEnumerable<PresenceMember> HereNeedsLock() => _own.Where(entry => entry.IsHere).Select(entry => entry.Member);

    private void TellNeedsLock()
    {
        _hasNews = true;
        StartTellingNeedsLock(Task.CompletedTask);
    }

    private void StartTellingNeedsLock(Task first)
    {
        if (!_isTelling && !_isClosed)
        {
            _isTelling = true;
            _telling = Task.Run(() => TellAsync(first));
        }
    }

    /// <summary>One report is under way at a time, and the last one tells the truth.</summary>
    private async Task TellAsync(Task first)
    {
        await first;
        using var pause = new CancellationTokenSource();
        SetPause(pause);
        while (NextReport() is { } report)
        {
            try
            {
                await broker.PublishAsync($"presence:{topic}", report.Fitting(broker.MaxMessageSize));
            }
            catch (Exception exception)
            {
                TopicLog.PresenceNotTold(logger, topic, exception.Message);
            }

            await Task.Delay(pace, time, pause.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void SetPause(CancellationTokenSource pause)
    {
        lock (_lock)
        {
            _pause = pause;
            if (_isClosed)
            {
                pause.Cancel();
            }
        }
    }

    private PresenceReport? NextReport()
    {
        lock (_lock)
        {
            if (!_hasNews)
            {
                _isTelling = false;
                _pause = null;
                return null;
            }

            var here = HereNeedsLock().ToList();
            var report = new PresenceReport(process, here, here.Count, _asks);
            (_hasNews, _asks, _toldAt) = (false, false, time.GetTimestamp());
            return report;
        }
    }

    private readonly record struct Heard(PresenceReport Report, long At);
}
