using System.Text.Json.Nodes;
using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>What a page says to its server when it starts, pauses and resumes, and what it does when that goes wrong.</summary>
public sealed class PauseTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);
    private readonly List<BrowserEventKind> _events = [];

    public void Dispose() => _limit.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Open_OnAnOldAndANewServer_AnswersCallsOfTheScript(bool isOld) => TestAsync(new FakeHub { IsOld = isOld }, async (hub, browser) =>
    {
        Assert.Equal("7 True [7,true,null]", await hub.ScriptAnswered.Task.WaitAsync(_limit.Token));
        Assert.Equal("secret 1", browser.Screen.TextOf("it"));
    });

    [Theory]
    [InlineData(true, "secret 1")]
    [InlineData(false, "secret 2")]
    public Task Connection_ThatBreaks_ComesBackWithItsCircuitWhereTheServerHasIt(bool reconnects, string secret) =>
        TestAsync(new FakeHub { Reconnects = reconnects }, async (hub, browser) =>
        {
            var connection = browser.Screen.ConnectionNumber;

            hub.Break();
            await browser.Screen.WaitAsync(screen => screen.IsInteractive && screen.ConnectionNumber != connection, "another connection", _limit.Token);

            Assert.Equal((secret, secret), (browser.Screen.TextOf("it"), browser.Screen.Circuit?.Secret));
            Assert.Equal(["secret 1"], hub.Calls("ConnectCircuit").Single());
        });

    [Fact]
    public Task Resume_WithAState_BringsItAlongOnceWithTheSameComponents() => TestAsync(new FakeHub { States = { State("secret 1") } }, async (hub, browser) =>
    {
        for (var pause = 0; pause < 2; pause++)
        {
            Assert.True(await browser.PauseAsync(_limit.Token));
            Assert.True(await browser.ResumeAsync(_limit.Token));
        }

        Assert.Equal([true], hub.Answers);
        var page = new Uri(hub.Address, "/counter").ToString();
        Assert.Equal([["secret 1", page, "components", "state"], ["secret 2", page, "[]", ""]], hub.Calls("ResumeCircuit"));
        Assert.Equal(("secret 3", "secret 3"), (browser.Screen.TextOf("it"), browser.CircuitSecret));
        Assert.Equal([BrowserEventKind.Opened, BrowserEventKind.Paused, BrowserEventKind.Resumed, BrowserEventKind.Paused, BrowserEventKind.Resumed], _events);

        var batches = hub.Calls("UpdateRootComponents").Select(call => JsonNode.Parse((string)call[0]!)!).ToArray();
        Assert.Equal([1, 2, 3], batches.Select(batch => (int)batch["batchId"]!));
        Assert.Single(batches.Select(batch => batch["operations"]!.ToJsonString()).Distinct());
        Assert.Equal("", hub.Calls("UpdateRootComponents")[1][1]);
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
    public Task SavePersistedState_OfAnotherCircuit_IsAnsweredWithAnError() => TestAsync(new FakeHub { States = { State("another") } }, async (hub, browser) =>
    {
        Assert.True(await browser.PauseAsync(_limit.Token));
        Assert.True(await browser.ResumeAsync(_limit.Token));

        Assert.IsType<string>(Assert.Single(hub.Answers));
        Assert.Equal(["[]", ""], hub.Calls("ResumeCircuit")[0].Skip(2));
    });

    [Fact]
    public Task Resume_OfACircuitThatIsGone_LoadsThePageAgain() => TestAsync(new FakeHub { Resumes = false }, async (hub, browser) =>
    {
        Assert.True(await browser.PauseAsync(_limit.Token));
        Assert.False(await browser.ResumeAsync(_limit.Token));

        Assert.Equal((2, "secret 2", 2), (browser.Screen.PageNumber, browser.Screen.TextOf("it"), hub.Calls("StartCircuit").Count));
        Assert.Equal([BrowserEventKind.Opened, BrowserEventKind.Paused, BrowserEventKind.Opened], _events);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Pause_ThatTheServerRefusesOrDoesNotAnswer_LoadsThePageAgainAndTriesNoReconnection(bool breaks) =>
        TestAsync(new FakeHub { Pauses = false, BreaksOnPause = breaks }, async (hub, browser) =>
        {
            Assert.False(await browser.PauseAsync(_limit.Token));
            Assert.False(await browser.ResumeAsync(_limit.Token));

            Assert.Empty(hub.Calls("ResumeCircuit"));
            Assert.Empty(hub.Calls("ConnectCircuit"));
            Assert.Equal([BrowserEventKind.Opened, BrowserEventKind.Paused, BrowserEventKind.Opened], _events);
        });

    [Fact]
    public Task Pause_OfACircuitThatComplainsOfItsEnd_CanBeResumed() => TestAsync(new FakeHub { ComplainsAfterPause = true }, async (_, browser) =>
    {
        Assert.True(await browser.PauseAsync(_limit.Token));
        Assert.True(await browser.ResumeAsync(_limit.Token));

        Assert.Equal("secret 2", browser.Screen.TextOf("it"));
    });

    private static object?[] State(string secret) => [secret, "components", "state"];

    private async Task TestAsync(FakeHub fake, Func<FakeHub, HeadlessBrowser, Task> test)
    {
        await using var hub = await fake.StartAsync();
        await using var browser = new HeadlessBrowser(hub.Address, TimeProvider.System);
        browser.Happened += happened => _events.Add(happened.Kind);
        await browser.OpenAsync("/counter", _limit.Token);
        await test(hub, browser);
    }
}
