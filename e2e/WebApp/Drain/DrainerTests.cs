using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Drain;
using BlazorAspire.Tests.WebApp.Cluster;
using BlazorAspire.Tests.WebApp.Moves;
using Microsoft.Extensions.Options;
using static BlazorAspire.Circuits.Drain.Drainer;

namespace BlazorAspire.Tests.WebApp.Drain;

public sealed class DrainerTests : IDisposable
{
    private readonly MoveWorld _world = new();
    private readonly DrainOptions _options = new() { BatchSize = 2 };
    private bool _hasOthers = true;

    [Fact]
    public async Task Begin_WithoutUsers_IsDoneAtOnce()
    {
        Assert.True(Drainer().TryBegin(out var drain));

        var result = await drain;

        Assert.Equal((0, 0), (result.Moved, result.Left));
        Assert.Equal(AdmissionState.Draining, _world.Admission.State);
    }

    [Fact]
    public async Task Begin_WithMoreThanABatch_AsksTheNextAfterTheInterval()
    {
        var users = new[] { _world.Open('a'), _world.Open('b'), _world.Open('c') };
        Drainer().TryBegin(out var drain);
        await DelayStartedAsync();
        Assert.Equal(2, users.Count(user => user.Page.WasAsked));

        _world.Time.Advance(_options.BatchInterval);
        await Task.WhenAll(users.Select(user => user.Page.AskedAsync()));
        foreach (var (circuit, _) in users)
        {
            _world.Circuits.Closed(circuit);
        }

        var result = await FarewellAsync(drain);
        Assert.Equal((3, 0), (result.Moved, result.Left));
    }

    [Fact]
    public async Task Begin_UserWithUnfinishedWork_GoesLast()
    {
        var (busy, busyPage) = _world.Open('a');
        using var hold = busy.Holds.Begin("Your message is not sent yet.");
        var (_, second) = _world.Open('b');
        var (_, third) = _world.Open('c');

        Drainer().TryBegin(out _);

        await Task.WhenAll(second.AskedAsync(), third.AskedAsync());
        Assert.False(busyPage.WasAsked);
        await DelayStartedAsync();
        _world.Time.Advance(_options.BatchInterval);
        Assert.Equal("drain", await busyPage.AskedAsync());
    }

    [Fact]
    public async Task Begin_UserWhoStays_IsLeftAtTheDeadline()
    {
        _world.Open('a');
        Drainer().TryBegin(out var drain);

        _world.Time.Advance(_options.Deadline);

        var result = await drain;
        Assert.Equal((0, 1), (result.Moved, result.Left));
    }

    [Fact]
    public async Task Begin_UserWhoComesMeanwhile_IsMovedToo()
    {
        var (first, _) = _world.Open('a');
        Drainer().TryBegin(out var drain);

        var (late, page) = _world.Open('b');

        Assert.Equal("drain", await page.AskedAsync());
        _world.Circuits.Closed(first);
        _world.Circuits.SetConnected(late, false);
        Assert.Equal(2, (await FarewellAsync(drain)).Moved);
    }

    /// <summary>Who has left asks for the next page here first, and must not find the replica gone.</summary>
    [Fact]
    public async Task End_OfADrainThatMovedUsers_WaitsForTheirNextRequests()
    {
        var (circuit, page) = _world.Open('a');
        Drainer().TryBegin(out var drain);
        await page.AskedAsync();
        await _world.Time.TimerStartedAsync();
        await _world.Time.TimerStartedAsync();
        _world.Circuits.Closed(circuit);
        await _world.Time.TimerStartedAsync();

        _world.Time.Advance(PostDrainDelay - TimeSpan.FromMilliseconds(1));
        Assert.False(drain.IsCompleted);

        _world.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 0), ((await drain).Moved, (await drain).Left));
    }

    [Fact]
    public void Begin_WhileDraining_JoinsTheFirst()
    {
        _world.Open('a');
        var drainer = Drainer();
        drainer.TryBegin(out var first);

        Assert.False(drainer.TryBegin(out var second));
        Assert.Same(first, second);
    }

    [Fact]
    public async Task Begin_WithoutAnotherReplica_AsksNobodyAndIsDone()
    {
        var (_, page) = _world.Open('a');
        _hasOthers = false;

        Drainer().TryBegin(out var drain);

        Assert.Equal(1, (await drain).Left);
        Assert.False(page.WasAsked);
        Assert.Equal(AdmissionState.Draining, _world.Admission.State);
    }

    public void Dispose() => _world.Dispose();

    private Drainer Drainer() => new(
        _world.Admission, new Others(_hasOthers), _world.Circuits, _world.Mover, _world.Metrics, Options.Create(_options), _world.Time, new LogLines<Drainer>());

    private async Task<DrainResult> FarewellAsync(Task<DrainResult> drain)
    {
        while (!drain.IsCompleted)
        {
            _world.Time.Advance(PostDrainDelay);
            await Task.Yield();
        }

        return await drain;
    }

    // The deadline's timer, one for the answer of each page asked, and the pause.
    private async Task DelayStartedAsync()
    {
        for (var timer = 0; timer < 2 + _options.BatchSize; timer++)
        {
            await _world.Time.TimerStartedAsync();
        }
    }

    private sealed class Others(bool any) : IOtherReplicas
    {
        public Task<bool> TakeUsersAsync() => Task.FromResult(any);
    }
}
