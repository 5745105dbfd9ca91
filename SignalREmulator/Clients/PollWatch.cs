namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>Lets a client go that polls more seldom than its app allows.</summary>
internal sealed class PollWatch(TimeProvider time)
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Polling> _polling = new(StringComparer.Ordinal);

    /// <summary>For as long as the result is not disposed. Of no effect for clients that do not poll.</summary>
    public IDisposable? Watch(ClientRequest request, ServiceClient client, bool polls)
    {
        if (!polls || request.Token is not { } token)
        {
            return null;
        }
        lock (_lock)
        {
            var polling = _polling[token] = new Polling(this, token, request.PollLimit ?? UsualLimit, () => client.Close("It has not polled in time."), time);
            polling.Tell(_open.ContainsKey(token));
            return polling;
        }
    }

    public void Began(string token) => Change(token, 1);

    public void Ended(string token) => Change(token, -1);

    private void Change(string token, int by)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(token) + by;
            if (open > 0)
            {
                _open[token] = open;
            }
            else
            {
                _open.Remove(token);
            }
            _polling.GetValueOrDefault(token)?.Tell(open > 0);
        }
    }

    private void Forget(string token)
    {
        lock (_lock)
        {
            _polling.Remove(token);
        }
    }

    private sealed class Polling(PollWatch watch, string token, TimeSpan limit, Action late, TimeProvider time) : IDisposable
    {
        private readonly ITimer _timer = time.CreateTimer(_ => late(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public void Tell(bool polls) => _timer.Change(polls ? Timeout.InfiniteTimeSpan : limit, Timeout.InfiniteTimeSpan);

        public void Dispose()
        {
            watch.Forget(token);
            _timer.Dispose();
        }
    }
}
