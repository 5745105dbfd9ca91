namespace BlazorAspire.SignalREmulator.Status;

/// <summary>How many messages have passed, in all and in the last second.</summary>
internal sealed class Traffic(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _fromClients;
    private long _toClients;
    private long _fromServers;
    private long _dropped;
    private long _sampledAt = time.GetTimestamp();
    private (long FromClients, long ToClients, long FromServers) _before;

    public TrafficRates Rates { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);

    public void FromClient() => Interlocked.Increment(ref _fromClients);

    public void ToClient() => Interlocked.Increment(ref _toClients);

    public void FromServer() => Interlocked.Increment(ref _fromServers);

    public void ClientDropped() => Interlocked.Increment(ref _dropped);

    public void Sample()
    {
        lock (_lock)
        {
            var seconds = Math.Max(0.001, time.GetElapsedTime(_sampledAt).TotalSeconds);
            var now = (FromClients: Interlocked.Read(ref _fromClients), ToClients: Interlocked.Read(ref _toClients), FromServers: Interlocked.Read(ref _fromServers));
            Rates = new TrafficRates(
                now.FromClients, now.ToClients, now.FromServers,
                (now.FromClients - _before.FromClients) / seconds, (now.ToClients - _before.ToClients) / seconds, (now.FromServers - _before.FromServers) / seconds,
                Interlocked.Read(ref _dropped));
            (_before, _sampledAt) = (now, time.GetTimestamp());
        }
    }
}
