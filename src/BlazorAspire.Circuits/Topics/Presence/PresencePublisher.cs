namespace BlazorAspire.Circuits.Topics.Presence;

/// <summary>Publishes this replica's presence in a room, one report at a time; the latest state wins.</summary>
internal sealed class PresencePublisher(Func<Task> tell, TimeSpan pace, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _telling = Task.CompletedTask;
    private bool _isTelling;
    private bool _hasNews;
    private long _toldAt;

    public bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _isTelling;
            }
        }
    }

    public TimeSpan SinceTold => time.GetElapsedTime(Interlocked.Read(ref _toldAt));

    /// <summary>There is something new; told soon, and after <paramref name="first"/>.</summary>
    public void Tell(Task? first = null)
    {
        lock (_lock)
        {
            _hasNews = true;
            if (!_isTelling && !_closing.Task.IsCompleted)
            {
                _isTelling = true;
                _telling = Task.Run(() => TellAllAsync(first ?? Task.CompletedTask));
            }
        }
    }

    /// <summary>Tells what there still is, without a pause, and then nothing more.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _closing.TrySetResult();
            return _telling;
        }
    }

    private async Task TellAllAsync(Task first)
    {
        await first;
        while (TakeNews())
        {
            await tell();
            await Task.WhenAny(Task.Delay(pace, time), _closing.Task);
        }
    }

    private bool TakeNews()
    {
        lock (_lock)
        {
            _isTelling = _hasNews;
            _hasNews = false;
            if (_isTelling)
            {
                Interlocked.Exchange(ref _toldAt, time.GetTimestamp());
            }

            return _isTelling;
        }
    }
}
