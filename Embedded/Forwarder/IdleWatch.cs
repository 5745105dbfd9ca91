using Microsoft.AspNetCore.Http;

namespace Yarp.ReverseProxy.Forwarder;

/// <summary>
/// Cancels one forwarded request when its client is gone, when the caller wants it, or when nothing has moved for the limit.
/// </summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _cancellation;
    private readonly ITimer _timer;
    private long _lastMove;
    private int _timedOut;

    public IdleWatch(TimeProvider time, TimeSpan limit, HttpContext context, CancellationToken cancellationToken)
    {
        _time = time;
        _limit = limit;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cancellationToken);
        _lastMove = time.GetTimestamp();
        _timer = time.CreateTimer(static watch => ((IdleWatch)watch!).Check(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _cancellation.Token;

    public bool TimedOut => Volatile.Read(ref _timedOut) == 1;

    /// <summary>One time stamp, which is returned; re-arming a timer for each message would take the lock that all timers share.</summary>
    public long Moved()
    {
        var now = _time.GetTimestamp();
        Volatile.Write(ref _lastMove, now);
        return now;
    }

    public TimeSpan Elapsed(long from, long to) => _time.GetElapsedTime(from, to);

    public void Cancel() => _cancellation.Cancel();

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private void Check()
    {
        var left = _limit - _time.GetElapsedTime(Volatile.Read(ref _lastMove));
        if (left > TimeSpan.Zero)
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);
            return;
        }

        Volatile.Write(ref _timedOut, 1);
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request ended while this timer was firing: there is nothing left to cancel.
        }
    }
}
