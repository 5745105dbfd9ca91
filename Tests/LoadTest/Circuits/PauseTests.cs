using System.Text.Json.Nodes;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Circuits.Wire;

namespace BlazorAspire.Tests.LoadTest.Circuits;

/// <summary>What a page says to its server when it pauses and resumes, and what it does when that goes wrong.</summary>
public sealed class PauseTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);
    private readonly List<BrowserEventKind> _events = [];
    private string _page = "";

    public void Dispose() => _limit.Dispose();

    [Fact]
    public Task Resume_WithAStateOfItsOwn_BringsItAlongOnce() => TestAsync(new FakeHub { States = { (object?[])["secret 1", "components", "state"] } }, async (hub, browser) =>
    {
        for (var pause = 0; pause < 2; pause++)
        {
            Assert.True(await browser.PauseAsync(_limit.Token));
            Assert.True(await browser.ResumeAsync(_limit.Token));
        }

        Assert.Equal(new HubMessage.Completion("7", null, true), Assert.Single(hub.Answers));
        var resumptions = hub.Calls("ResumeCircuit");
        Assert.Equal(["secret 1", _page, "components", "state"], Brought(resumptions[0]));
        Assert.Equal(["secret 2", _page, "[]", ""], Brought(resumptions[1]));
        Assert.Equal(("secret 3", "secret 3"), (browser.Screen.TextOf("it"), browser.CircuitSecret));
        Assert.Equal([BrowserEventKind.Opened, BrowserEventKind.Paused, BrowserEventKind.Resumed, BrowserEventKind.Paused, BrowserEventKind.Resumed], _events);
    });

    [Fact]
    public Task Resume_OfAPage_AddsTheSameComponentsWithoutState() => TestAsync(new FakeHub(), async (hub, browser) =>
    {
        await browser.PauseAsync(_limit.Token);
        await browser.ResumeAsync(_limit.Token);

        var batches = hub.Calls("UpdateRootComponents").Select(call => JsonNode.Parse((string)call.Arguments[0]!)!).ToArray();
        Assert.Equal([1, 2], batches.Select(batch => (int)batch["batchId"]!));
        Assert.Equal(batches[0]["operations"]!.ToJsonString(), batches[1]["operations"]!.ToJsonString());
        Assert.Equal("", hub.Calls("UpdateRootComponents")[1].Arguments[1]);
    });

    [Fact]
    public Task Pause_OfAPage_LeavesItOnTheScreenUntilItIsRenderedAgain() => TestAsync(new FakeHub(), async (_, browser) =>
    {
        var connection = browser.Screen.ConnectionNumber;
        var shown = new List<string?>();
        await browser.PauseAsync(_limit.Token);
        Assert.Equal("secret 1", browser.Screen.TextOf("it"));
        browser.Screen.Changed += screen => shown.Add(screen.TextOf("it"));

        await browser.ResumeAsync(_limit.Token);

        Assert.Equal(["secret 1", "secret 2"], shown);
        Assert.Equal((1, connection + 1), (browser.Screen.PageNumber, browser.Screen.ConnectionNumber));
    });

    [Fact]
    public Task SavePersistedState_OfAnotherCircuit_IsAnsweredWithAnError() => TestAsync(new FakeHub { States = { (object?[])["another", "components", "state"] } }, async (hub, browser) =>
    {
        Assert.True(await browser.PauseAsync(_limit.Token));
        Assert.True(await browser.ResumeAsync(_limit.Token));

        Assert.NotNull(Assert.Single(hub.Answers).Error);
        Assert.Equal(["[]", ""], hub.Calls("ResumeCircuit")[0].Arguments.Skip(3));
    });

    [Fact]
    public Task Resume_OfACircuitThatIsGone_LoadsThePageAnew() => TestAsync(new FakeHub { Resumes = false }, async (hub, browser) =>
    {
        Assert.True(await browser.PauseAsync(_limit.Token));
        Assert.False(await browser.ResumeAsync(_limit.Token));

        Assert.Equal((2, "secret 2", 2), (browser.Screen.PageNumber, browser.Screen.TextOf("it"), hub.Calls("StartCircuit").Count));
        Assert.Equal([BrowserEventKind.Opened, BrowserEventKind.Paused, BrowserEventKind.Opened], _events);
    });

    [Fact]
    public async Task Pause_ThatTheServerRefusesOrDoesNotAnswer_LoadsThePageAnewAndTriesNoReconnection()
    {
        foreach (var refusing in new[] { new FakeHub { Pauses = false }, new FakeHub { BreaksOnPause = true } })
        {
            _events.Clear();
            await TestAsync(refusing, async (hub, browser) =>
            {
                Assert.False(await browser.PauseAsync(_limit.Token));
                Assert.False(await browser.ResumeAsync(_limit.Token));

                Assert.Empty(hub.Calls("ResumeCircuit"));
                Assert.Empty(hub.Calls("ConnectCircuit"));
                Assert.Equal([BrowserEventKind.Opened, BrowserEventKind.Paused, BrowserEventKind.Opened], _events);
            });
        }
    }

    [Fact]
    public Task Pause_OfACircuitThatComplainsOfItsEnd_CanBeResumed() => TestAsync(new FakeHub { ComplainsAfterPause = true }, async (_, browser) =>
    {
        Assert.True(await browser.PauseAsync(_limit.Token));
        Assert.True(await browser.ResumeAsync(_limit.Token));

        Assert.Equal("secret 2", browser.Screen.TextOf("it"));
    });

    [Fact]
    public async Task Dispose_WhilePaused_TellsWhoeverWaits()
    {
        await using var site = await new FakeHub().StartAsync();
        var browser = new HeadlessBrowser(new Uri(site.Address), TimeProvider.System);
        await using (browser)
        {
            await browser.OpenAsync("/counter", _limit.Token);
            await browser.PauseAsync(_limit.Token);
        }

        await Assert.ThrowsAsync<HubClosedException>(() => browser.ResumeAsync(_limit.Token));
    }

    /// <summary>All but the address of the app.</summary>
    private static IEnumerable<object?> Brought(HubMessage.Invocation resumption) => resumption.Arguments.Where((_, index) => index != 1);

    private async Task TestAsync(FakeHub hub, Func<FakeHub, HeadlessBrowser, Task> test)
    {
        await using var site = await hub.StartAsync();
        _page = $"{site.Address}/counter";
        await using var browser = new HeadlessBrowser(new Uri(site.Address), TimeProvider.System);
        browser.Happened += happened => _events.Add(happened.Kind);
        await browser.OpenAsync("/counter", _limit.Token);
        await test(hub, browser);
    }
}
