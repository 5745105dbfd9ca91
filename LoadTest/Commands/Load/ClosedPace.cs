namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>A user who waits for the answer, thinks, and goes on: an app that is slow gets fewer operations.</summary>
internal sealed class ClosedPace(TimeSpan think, TimeProvider time) : IPace
{
    private bool _isLater;

    public int Unsent => 0;

    public async ValueTask<long?> NextAsync(CancellationToken stop)
    {
        if (_isLater && think > TimeSpan.Zero)
        {
            await Task.Delay(think, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        _isLater = true;
        return stop.IsCancellationRequested ? null : time.GetTimestamp();
    }
}
