namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>What one receiver got of the numbered messages. Numbers that do not follow one another are lost ones.</summary>
internal sealed class Arrivals(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<double> _latencies = [];
    private TaskCompletionSource? _reached;
    private long _awaited;
    private long _last;
    private long _lost;

    public long Lost
    {
        get
        {
            lock (_lock)
            {
                return _lost;
            }
        }
    }

    public void Take(ReadOnlySpan<byte> text)
    {
        if (!NumberedText.TryRead(text, out var number, out var sent))
        {
            return;
        }
        lock (_lock)
        {
            _lost += Math.Max(0, number - _last - 1);
            _last = Math.Max(_last, number);
            _latencies.Add(time.GetElapsedTime(sent).TotalMilliseconds);
            if (_reached is not null && number >= _awaited)
            {
                _reached.TrySetResult();
                _reached = null;
            }
        }
    }

    /// <summary>Ends when that message, or a later one, is there.</summary>
    public Task ReachAsync(long number)
    {
        lock (_lock)
        {
            if (_last >= number)
            {
                return Task.CompletedTask;
            }
            _awaited = number;
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _reached.Task;
        }
    }

    /// <summary>The latencies since this was last asked, in milliseconds.</summary>
    public IReadOnlyList<double> TakeLatencies()
    {
        lock (_lock)
        {
            double[] taken = [.. _latencies];
            _latencies.Clear();
            return taken;
        }
    }
}
