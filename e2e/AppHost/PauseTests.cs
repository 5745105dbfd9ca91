using Aspire.Hosting.Testing;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.Support;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>A page that moves pauses its circuit and resumes it in the next moment, on another replica.</summary>
[Collection(SharedApp.Name)]
public sealed class PauseTests(SharedApp shared, ITestOutputHelper output)
{
    private const string Path = "/counter";
    private const int Many = 20;

    private readonly RunningApp _app = shared.Running;

    [Fact]
    public Task Pause_OnceItIsAnswered_CanBeResumedElsewhere() => _app.TestAsync(output, async limit =>
    {
        var (replica, other) = (_app.App.GetEndpoint(_app.ReplicaNames.First()), _app.App.GetEndpoint(_app.ReplicaNames.Last()));
        var cookies = await RunningApp.VisitAsync(replica, Path, limit);

        for (var number = 0; number < Many; number++)
        {
            await using var client = await RawCircuitClient.ConnectAsync(replica, cookies, null, TimeProvider.System, limit);
            var secret = Assert.IsType<string>((await client.StartCircuitAsync(Path, "[]", "", limit)).Result);

            Assert.Equal(true, (await client.PauseCircuitAsync(acceptState: true, limit)).Result);

            await using var next = await RawCircuitClient.ConnectAsync(other, cookies, null, TimeProvider.System, limit);
            var resumed = Assert.IsType<string>((await next.ResumeCircuitAsync(secret, Path, "[]", "", limit)).Result);
            await next.LeaveAsync(resumed, limit);
        }
    });

    [Fact]
    public Task Resume_ThroughTheGateway_GoesOnWithTheSameState() => _app.TestAsync(output, async limit =>
    {
        await using var browser = new HeadlessBrowser(_app.Address, TimeProvider.System);
        await browser.OpenAsync(Path, limit);
        await browser.ClickAsync("counter-button", limit);
        await browser.Screen.WaitForTextAsync("counter-value", "1", limit);

        Assert.True(await browser.PauseAsync(limit));
        Assert.True(await browser.ResumeAsync(limit));

        await browser.Screen.WaitForTextAsync("counter-value", "1", limit);
        await browser.ClickAsync("counter-button", limit);
        await browser.Screen.WaitForTextAsync("counter-value", "2", limit);
    });
}
