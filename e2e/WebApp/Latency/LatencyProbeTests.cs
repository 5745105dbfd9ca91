using BlazorAspire.Circuits.Latency;
using BlazorAspire.Tests.Support;
using Microsoft.JSInterop;

namespace BlazorAspire.Tests.WebApp.Latency;

public class LatencyProbeTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task MeasureAsync_BrowserAnswers_IsTheTimeBetween()
    {
        var browser = new ScriptedBrowser();
        var measuring = new LatencyProbe(browser, _time).MeasureAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(42));
        browser.Answer.SetResult(1.0);

        Assert.Equal(TimeSpan.FromMilliseconds(42), await measuring);
        Assert.Equal("performance.now", browser.Called);
    }

    [Fact]
    public async Task MeasureAsync_BrowserGone_IsNull()
    {
        var browser = new ScriptedBrowser();
        browser.Answer.SetException(new JSDisconnectedException("gone"));

        Assert.Null(await new LatencyProbe(browser, _time).MeasureAsync(CancellationToken.None));
    }

    [Fact]
    public async Task MeasureAsync_NoAnswerForFiveSeconds_IsNull()
    {
        var measuring = new LatencyProbe(new ScriptedBrowser(), _time).MeasureAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await measuring);
    }

    [Fact]
    public async Task MeasureAsync_PageLeft_IsNull()
    {
        using var left = new CancellationTokenSource();
        var measuring = new LatencyProbe(new ScriptedBrowser(), _time).MeasureAsync(left.Token);

        await left.CancelAsync();

        Assert.Null(await measuring);
    }

    [Fact]
    public async Task MeasureAsync_ScriptFails_IsNotHidden()
    {
        var browser = new ScriptedBrowser();
        browser.Answer.SetException(new JSException("no such function"));

        await Assert.ThrowsAsync<JSException>(() => new LatencyProbe(browser, _time).MeasureAsync(CancellationToken.None));
    }

    private sealed class ScriptedBrowser : IJSRuntime
    {
        public TaskCompletionSource<double> Answer { get; } = new();

        public string? Called { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Called = identifier;
            return (TValue)(object)await Answer.Task.WaitAsync(cancellationToken);
        }
    }
}
