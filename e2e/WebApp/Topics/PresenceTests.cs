using BlazorAspire.Circuits.Topics;
using BlazorAspire.Circuits.Topics.Presence;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Topics;

public sealed class PresenceTests : IDisposable
{
    private const string Topic = "board";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();
    private readonly FakeWire _wire = new();
    private readonly TopicReplica _one;
    private readonly TopicReplica _two;

    public PresenceTests()
    {
        var time = new ImpatientTime(_time);
        _one = new TopicReplica("webapp-1", _wire.NewEnd(), time);
        _two = new TopicReplica("webapp-2", _wire.NewEnd(), time);
    }

    [Fact]
    public async Task Enter_OnEachReplica_IsSeenOnBothWithTheReplica()
    {
        var (here, there) = (See(_one), See(_two));
        _one.Rooms.Enter(Topic, "a", "Ada");
        _two.Rooms.Enter(Topic, "g", "Grace");

        await here.UntilAsync("Ada@webapp-1, Grace@webapp-2");
        await there.UntilAsync("Ada@webapp-1, Grace@webapp-2");
    }

    [Fact]
    public async Task Watch_ByANewcomer_ShowsWhoWasThereBeforeTheirNextHeartbeat()
    {
        var here = See(_one);
        _one.Rooms.Enter(Topic, "a", "Ada");
        await here.UntilAsync("Ada@webapp-1");

        await See(_two).UntilAsync("Ada@webapp-1");
    }

    [Fact]
    public async Task Change_OfAMember_IsSeenAtOnce()
    {
        var there = See(_two);
        var entry = _one.Rooms.Enter(Topic, "a", "Ada");
        await there.UntilAsync("Ada@webapp-1");

        entry.Rename("  Countess\tLovelace ");
        await there.UntilAsync("Countess Lovelace@webapp-1");
        entry.SetHere(false);
        await there.UntilAsync("");
        entry.SetHere(true);
        await there.UntilAsync("Countess Lovelace@webapp-1");
        await entry.DisposeAsync();
        await there.UntilAsync("");
    }

    [Fact]
    public async Task Crash_OfAReplica_TakesItsMembersAwayWithinFifteenSecondsAndNotBeforeTwoHeartbeatsAreMissed()
    {
        var there = See(_two);
        _one.Rooms.Enter(Topic, "a", "Ada");
        await there.UntilAsync("Ada@webapp-1");

        var silence = TimeSpan.Zero;
        while (await IsThereAsync(there, "Ada"))
        {
            silence += Second;
            _time.Advance(Second);
            _two.Rooms.Tick();
        }

        Assert.InRange(silence, 2 * PresenceRoom.Heartbeat, TimeSpan.FromSeconds(14));
    }

    [Fact]
    public async Task Report_HeardInTime_KeepsTheMembersOfItsReplica()
    {
        var there = See(_two);
        var entry = _one.Rooms.Enter(Topic, "a", "Ada");
        await there.UntilAsync("Ada@webapp-1");

        for (var round = 0; round < 5; round++)
        {
            _time.Advance(PresenceRoom.GoneAfter - Second);
            entry.Rename($"Ada {round}");
            await there.UntilAsync($"Ada {round}@webapp-1");
            _two.Rooms.Tick();
        }

        Assert.True(await IsThereAsync(there, "Ada 4"));
    }

    [Fact]
    public async Task Heartbeat_EveryFiveSeconds_IsOneMessageWithAllMembersOfTheReplica()
    {
        using var paced = new TopicReplica("webapp-3", _wire.NewEnd(), _time, pace: Second);
        var reports = _two.Listen<PresenceReport>($"presence:{Topic}");
        paced.Rooms.Enter(Topic, "a", "Ada");
        await _time.TimerStartedAsync();
        paced.Rooms.Enter(Topic, "b", "Bob");
        _time.Advance(Second);
        await _time.TimerStartedAsync();
        Assert.Equal((1, 2), ((await reports.NextAsync()).Value.Total, (await reports.NextAsync()).Value.Total));

        _time.Advance(Second);
        _time.Advance(PresenceRoom.Heartbeat - Second - TimeSpan.FromMilliseconds(1));
        paced.Rooms.Tick();
        await _wire.QuietAsync();
        Assert.True(reports.IsEmpty);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        paced.Rooms.Tick();
        paced.Rooms.Tick();

        Assert.Equal(["Ada", "Bob"], (await reports.NextAsync()).Value.Members.Select(member => member.Name));
        await paced.Rooms.StopAsync(CancellationToken.None);
        Assert.Equal(0, (await reports.NextAsync()).Value.Total);
        Assert.Equal(4, paced.Counted("topics.published all"));
    }

    [Fact]
    public async Task Enter_OfManyAtOnce_IsToldAtAPace()
    {
        var there = See(_two);
        using var paced = new TopicReplica("webapp-3", _wire.NewEnd(), _time, pace: Second);
        for (var member = 0; member < 50; member++)
        {
            paced.Rooms.Enter(Topic, $"id{member:00}", "x");
        }

        await _time.TimerStartedAsync();
        _time.Advance(Second);
        await there.UntilAsync(string.Join(", ", Enumerable.Repeat("x@webapp-3", 50)));

        Assert.InRange(paced.Counted("topics.published all"), 1, 2);
    }

    [Fact]
    public async Task Enter_OfMoreThanAReplicaNames_IsCounted()
    {
        var there = See(_two);
        for (var member = 0; member < PresenceReport.MaxNamed + 7; member++)
        {
            _one.Rooms.Enter(Topic, $"id{member}", new string('ä', 60));
        }

        var view = await there.UntilAsync(seen => seen is { Unnamed: 7, Count: PresenceReport.MaxNamed + 7 });

        Assert.All(view.Members, member => Assert.Equal(PresenceReport.MaxNameLength, member.Name.Length));
        Assert.Empty(_one.RoomsLog.Lines);
    }

    [Fact]
    public async Task Enter_OfMoreThanAMessageHolds_NamesSomeAndCountsTheOthers()
    {
        var there = See(_two);
        using var small = new TopicReplica("webapp-3", _wire.NewEnd(), _time, new TopicOptions { MaxMessageSize = 2048 });
        for (var member = 0; member < 100; member++)
        {
            small.Rooms.Enter(Topic, $"id{member}", "🎈🎈🎈🎈🎈🎈🎈🎈");
        }

        var view = await there.UntilAsync(seen => seen.Count == 100);

        Assert.InRange(view.Members.Count, 1, 20);
        Assert.Empty(small.RoomsLog.Lines);
    }

    [Fact]
    public async Task Enter_OfOneWhoseReplicaHasJustBeenKilled_ShowsThemWhereTheyCameLast()
    {
        var there = See(_two);
        _one.Rooms.Enter(Topic, "a", "Ada");
        await there.UntilAsync("Ada@webapp-1");
        _time.Advance(TimeSpan.FromMilliseconds(1));

        _two.Rooms.Enter(Topic, "a", "Ada");

        await there.UntilAsync("Ada@webapp-2");
    }

    [Fact]
    public async Task StopAsync_OfAReplica_TakesItsMembersAwayAtOnce()
    {
        var there = See(_two);
        using var paced = new TopicReplica("webapp-3", _wire.NewEnd(), _time, pace: Second);
        paced.Rooms.Enter(Topic, "a", "Ada");
        await there.UntilAsync("Ada@webapp-3");

        await paced.Rooms.StopAsync(CancellationToken.None);

        await there.UntilAsync("");
    }

    [Fact]
    public async Task Watch_WhileTheWireIsCut_ShowsWhoIsHereAndTheOthersWhenItIsBack()
    {
        var here = See(_one);
        _two.Rooms.Enter(Topic, "g", "Grace");
        await here.UntilAsync("Grace@webapp-2");
        _wire.IsCut = true;
        _one.Rooms.Enter(Topic, "a", "Ada");
        await here.UntilAsync("Ada@webapp-1, Grace@webapp-2");
        _time.Advance(PresenceRoom.GoneAfter);
        _one.Rooms.Tick();
        await here.UntilAsync("Ada@webapp-1");

        _wire.Return();
        _two.Rooms.Tick();

        await here.UntilAsync("Ada@webapp-1, Grace@webapp-2");
    }

    [Fact]
    public async Task LastOne_WhoLeaves_EndsTheSubscription()
    {
        var entry = _one.Rooms.Enter(Topic, "a", "Ada");
        var watching = See(_one);
        await watching.UntilAsync("Ada@webapp-1");
        Assert.Equal(1, _wire.Subscriptions);

        await entry.DisposeAsync();
        await watching.Subscription.DisposeAsync();

        Assert.Equal(0, _wire.Subscriptions);
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    private static PresenceViews See(TopicReplica replica) => new(replica, Topic);

    /// <summary>Whether the second replica sees somebody now: in the view that a newcomer brings about.</summary>
    private async Task<bool> IsThereAsync(PresenceViews views, string name)
    {
        await using var marker = _two.Rooms.Enter(Topic, $"marker{_time.GetTimestamp()}", $"marker {_time.GetTimestamp()}");
        var view = await views.UntilAsync(seen => seen.Members.Any(member => member.Id == marker.Member.Id));
        return view.Members.Any(member => member.Name == name);
    }
}
