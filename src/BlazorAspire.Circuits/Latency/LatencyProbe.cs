using Microsoft.JSInterop;

namespace BlazorAspire.Circuits.Latency;

/// <summary>One round trip: server, browser, server. The same way that a click and its answer go.</summary>
internal sealed class LatencyProbe(IJSRuntime browser, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Null where the browser did not answer in time, or is not on the line.</summary>
    public async Task<TimeSpan?> MeasureAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var sent = time.GetTimestamp();
        try
        {
            await browser.InvokeAsync<double>("performance.now", either.Token);
            return time.GetElapsedTime(sent);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            return null;
        }
    }
}
