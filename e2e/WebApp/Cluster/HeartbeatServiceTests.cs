using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.State;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Admission;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.Tests.WebApp.Cluster;

public sealed class HeartbeatServiceTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly FakeClusterStore _store;
    private readonly LogLines<HeartbeatService> _log = new();
    private readonly Lifetime _lifetime = new();
    private readonly ReplicaAdmission _admission = TestAdmission.Empty();
    private readonly HeartbeatSources _sources;
    private readonly ClusterDirectory _directory;
    private readonly HeartbeatService _service;

    public HeartbeatServiceTests()
    {
        _store = new FakeClusterStore { Time = _time };
        _sources = Heartbeats.Sources(_time);
        _directory = DirectoryOf(_store);
        _service = new HeartbeatService(_directory, _store, _time, _log);
    }

    [Fact]
    public async Task BeatAsync_OthersAreThere_ShowsAllAndTellsOfItself()
    {
        _store.Entries["webapp-2"] = Heartbeats.Of("webapp-2", _time.GetUtcNow(), circuits: 5);
        var circuit = new LiveCircuit(null, 0);
        _sources.Circuits.Opened(circuit);
        _sources.Circuits.SetConnected(circuit, true);
        _sources.Latency.Add(TimeSpan.FromMilliseconds(12));

        await _service.BeatAsync(CancellationToken.None);

        Assert.Equal(ClusterView.Whole, _directory.Current.View);
        Assert.Equal(["webapp-1", "webapp-2"], Shown());
        Assert.Equal((12, 12), (_store.Entries["webapp-1"].LatencyMedian, _store.Entries["webapp-1"].LatencyP95));
        Assert.Equal((42, 1), (_store.Entries["webapp-1"].ProcessId, _store.Entries["webapp-1"].ConnectedCircuits));
    }

    [Fact]
    public async Task BeatAsync_SnapshotTaken_TellsThePages()
    {
        var told = 0;
        _directory.Changed += () => told++;

        await _service.BeatAsync(CancellationToken.None);

        Assert.Equal(1, told);
    }

    [Fact]
    public async Task BeatAsync_StoreFailsTwiceAndComesBack_ShowsItselfAndLogsEachChangeOnce()
    {
        _store.Entries["webapp-2"] = Heartbeats.Of("webapp-2", _time.GetUtcNow());
        _store.Fault = new InvalidOperationException("no connection; a page of counters");
        await _service.BeatAsync(CancellationToken.None);
        await _service.BeatAsync(CancellationToken.None);
        Assert.Equal(ClusterView.RedisAway, _directory.Current.View);
        Assert.Equal(["webapp-1"], Shown());

        _store.Fault = null;
        await _service.BeatAsync(CancellationToken.None);

        Assert.Equal(ClusterView.Whole, _directory.Current.View);
        Assert.Equal(["webapp-1", "webapp-2"], Shown());
        Assert.Collection(_log.Lines,
            line => Assert.StartsWith("Warning: Redis does not answer: no connection. ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Information: Redis answers again.", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task BeatAsync_StoreNeverAnswers_GivesUpAfterThreeSeconds()
    {
        _store.Hangs = true;
        var beating = _service.BeatAsync(CancellationToken.None);
        Assert.False(beating.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(3));
        await beating;

        Assert.Equal(ClusterView.RedisAway, _directory.Current.View);
    }

    [Fact]
    public async Task BeatAsync_ReplicaSilentForOverAMinute_IsForgotten()
    {
        _store.Entries["webapp-2"] = Heartbeats.Of("webapp-2", _time.GetUtcNow().AddSeconds(-61));
        _store.Entries["webapp-3"] = Heartbeats.Of("webapp-3", _time.GetUtcNow().AddSeconds(-60));

        await _service.BeatAsync(CancellationToken.None);

        Assert.Equal(["webapp-1", "webapp-3"], Shown());
        Assert.DoesNotContain("webapp-2", _store.Entries.Keys);
    }

    [Theory]
    [InlineData(-180)]
    [InlineData(180)]
    public async Task BeatAsync_ClocksOfReplicasDiffer_IsByTheClockOfTheStore(int seconds)
    {
        var other = new ManualTime();
        other.Advance(TimeSpan.FromSeconds(seconds));
        var directory = new ClusterDirectory(new ReplicaIdentity("webapp-2", 43, other.GetUtcNow(), "1.0.0"), _sources, _store, _admission, _lifetime, other);
        using var service = new HeartbeatService(directory, _store, other, _log);

        await service.BeatAsync(CancellationToken.None);
        await _service.BeatAsync(CancellationToken.None);
        await service.BeatAsync(CancellationToken.None);

        Assert.All([_directory, directory], seen => Assert.Equal([ReplicaState.Ready, ReplicaState.Ready], seen.Current.Replicas.Select(replica => replica.State)));
    }

    [Fact]
    public async Task BeatAsync_HostIsStopping_SaysSo()
    {
        _lifetime.StopApplication();

        await _service.BeatAsync(CancellationToken.None);

        Assert.True(_store.Entries["webapp-1"].IsStopping);
    }

    [Fact]
    public async Task StopAsync_AfterABeat_SignsOff()
    {
        await _service.BeatAsync(CancellationToken.None);

        await _service.StopAsync(CancellationToken.None);

        Assert.Empty(_store.Entries);
    }

    [Fact]
    public async Task BeatAsync_StateSavedAndUsersMovedHere_TellsTheCounts()
    {
        _sources.State.Saved(TimeSpan.FromMilliseconds(1), 100);
        _sources.State.SaveFailed();
        _sources.State.BecameUnsaved();
        _sources.State.Restored();
        _sources.State.Lost("forgotten");
        _sources.Arrivals.Add("webapp-2");
        _sources.Arrivals.Add("webapp-2");
        _sources.Latency.Add(TimeSpan.FromMilliseconds(12));

        await _service.BeatAsync(CancellationToken.None);

        var told = _store.Entries["webapp-1"];
        Assert.Equal(new StateTotals(Saves: 1, Failed: 1, Unsaved: 1, Restored: 1, Lost: 1), told.State);
        Assert.Equal(("webapp-2", 2), (Assert.Single(told.Arrivals!).From, told.Arrivals![0].Users));
        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 0], told.RoundTrips);
        Assert.Null(told.Drain);
    }

    [Fact]
    public async Task BeatAsync_SavesBetweenTwoBeats_GivesTheirRate()
    {
        await _service.BeatAsync(CancellationToken.None);
        Assert.Null(_directory.Current.Replicas[0].SavesPerSecond);
        for (var save = 0; save < 6; save++)
        {
            _sources.State.Saved(TimeSpan.FromMilliseconds(1), 100);
        }

        _time.Advance(HeartbeatService.Interval);
        await _service.BeatAsync(CancellationToken.None);

        Assert.Equal(3, _directory.Current.Replicas[0].SavesPerSecond);
    }

    [Fact]
    public async Task StopAsync_AfterUsersWereMoved_LeavesTheOutcomeForAMinute()
    {
        _admission.BeginDrain();
        _admission.ReportDrain(new DrainProgress(Users: 3, Moved: 3));

        await _service.StopAsync(CancellationToken.None);

        Assert.Equal((true, 3), (_store.Entries["webapp-1"].HasEnded, _store.Entries["webapp-1"].Drain?.Moved));
        _directory.Show([.. _store.Entries.Values], _time.GetUtcNow());
        Assert.Empty(_directory.Current.Replicas);
        Assert.Equal("webapp-1", Assert.Single(_directory.Current.Ended).Name);
    }

    [Fact]
    public async Task StopAsync_StoreFails_EndsWithALogLine()
    {
        _store.Fault = new InvalidOperationException("no connection");

        await _service.StopAsync(CancellationToken.None);

        Assert.Contains("could not sign off", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_WithoutRedis_SaysThatItRunsAlone()
    {
        var store = new FakeClusterStore { IsShared = false };
        var directory = DirectoryOf(store);
        var shown = new TaskCompletionSource();
        directory.Changed += shown.SetResult;
        using var service = new HeartbeatService(directory, store, _time, _log);

        await service.StartAsync(CancellationToken.None);
        await shown.Task;
        await service.StopAsync(CancellationToken.None);

        Assert.Contains("runs alone", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal(ClusterView.Alone, directory.Current.View);
    }

    public void Dispose()
    {
        _service.Dispose();
        _lifetime.Dispose();
    }

    private ClusterDirectory DirectoryOf(FakeClusterStore store) =>
        new(new ReplicaIdentity("webapp-1", 42, _time.GetUtcNow(), "1.0.0"), _sources, store, _admission, _lifetime, _time);

    private IEnumerable<string> Shown() => _directory.Current.Replicas.Select(replica => replica.Heartbeat.Name);

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
