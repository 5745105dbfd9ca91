using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.AppHost;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.LoadTest.Circuits;

[Collection(SharedApp.Name)]
public sealed class HeadlessBrowserTests(SharedApp shared, ITestOutputHelper output)
{
    private const int Clicks = 10;
    private readonly RunningApp _app = shared.Running;

    [Fact]
    public Task Click_TenTimes_ShowsTen() => _app.TestAsync(output, async limit =>
    {
        await using var browser = NewBrowser();
        await browser.OpenAsync("/counter", limit);
        for (var click = 0; click < Clicks; click++)
        {
            Assert.True(await browser.ClickAsync("counter-button", limit));
        }

        await browser.Screen.WaitForTextAsync("counter-value", "10", limit);
    });

    [Theory]
    [InlineData("/")]
    [InlineData("/counter")]
    public Task Open_OfAPage_RendersTheTextsOfThePrerenderedOne(string path) => _app.TestAsync(output, async limit =>
    {
        await using var browser = NewBrowser();
        IReadOnlyDictionary<string, string>? prerendered = null;
        IReadOnlyDictionary<string, string>? rendered = null;
        browser.Screen.Changed += screen => _ = screen.IsInteractive ? rendered ??= screen.Texts : prerendered ??= screen.Texts;

        await browser.OpenAsync(path, limit);

        // Before there is a circuit its id cannot be known.
        var lasting = prerendered!.Where(text => text.Key != "circuit-id").ToArray();
        Assert.NotEmpty(lasting);
        Assert.All(lasting, text => Assert.Equal(text.Value, rendered![text.Key]));
    });

    [Fact]
    public Task Disturb_OfTheConnection_GoesOnWithTheSameCircuit() => _app.TestAsync(output, async limit =>
    {
        await using var browser = NewBrowser();
        await browser.OpenAsync("/counter", limit);
        await browser.ClickAsync("counter-button", limit);
        await browser.Screen.WaitForTextAsync("counter-value", "1", limit);
        var (secret, connection) = (browser.CircuitSecret, browser.Screen.ConnectionNumber);

        browser.Disturb();
        await browser.Screen.WaitAsync(screen => screen.ConnectionNumber != connection, "another connection", limit);
        await browser.ClickAsync("counter-button", limit);
        await browser.Screen.WaitForTextAsync("counter-value", "2", limit);

        Assert.Equal(secret, browser.CircuitSecret);
    });

    [Fact]
    public Task Pause_OfTheCircuit_ComesBackWithItsValueUnderAnotherSecret() => _app.TestAsync(output, async limit =>
    {
        await using var browser = NewBrowser();
        await browser.OpenAsync("/counter", limit);
        await browser.ClickAsync("counter-button", limit);
        await browser.Screen.WaitForTextAsync("counter-value", "1", limit);
        var secret = browser.CircuitSecret;

        // A page that comes back before the app has saved its circuit is loaded anew, with the same value.
        var isResumed = false;
        while (!isResumed)
        {
            Assert.True(await browser.PauseAsync(limit));
            isResumed = await browser.ResumeAsync(limit);
            await browser.Screen.WaitForTextAsync("counter-value", "1", limit);
        }
        await browser.ClickAsync("counter-button", limit);
        await browser.Screen.WaitForTextAsync("counter-value", "2", limit);

        Assert.NotEqual(secret, browser.CircuitSecret);
    });

    [Fact]
    public Task ConnectCircuit_WithAWrongSecret_IsFalse() => _app.TestAsync(output, async limit =>
    {
        await using var client = await RawCircuitClient.ConnectAsync(_app.Address, new(), null, TimeProvider.System, limit);

        var answer = await client.ConnectCircuitAsync("wrong", limit);

        Assert.Equal(new HubAnswer(false, null), answer);
    });

    [Fact]
    public Task ClickUntil_OfSeveralUsers_LosesNoClick() => _app.TestAsync(output, async limit =>
    {
        var history = new ClickHistory(TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(1, 5).Select(async number =>
        {
            await using var browser = NewBrowser();
            var user = new ClickingUser(browser, history.Of($"user {number}"), TimeProvider.System);
            await browser.OpenAsync("/counter", limit);
            for (var click = 0; click < Clicks; click++)
            {
                await user.ClickUntilConfirmedAsync(limit);
            }
        }));

        Assert.Null(history.Check());
        Assert.All(history.Users, user => Assert.Equal((Clicks, Clicks), (user.Clicks, user.Confirmed)));
    });

    private HeadlessBrowser NewBrowser() => new(_app.Address, TimeProvider.System);
}
