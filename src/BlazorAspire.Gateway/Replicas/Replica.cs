namespace BlazorAspire.Gateway.Replicas;

/// <summary>One server behind the gateway.</summary>
internal sealed class Replica(string name, Uri address)
{
    private int _state;
    private int _openCircuits;

    public string Name { get; } = name;

    public Uri Address { get; } = address;

    /// <summary>Scheme, host and port without a slash at the end: what the forwarder puts before a path.</summary>
    public string Prefix { get; } = address.GetLeftPart(UriPartial.Authority);

    public ReplicaState State
    {
        get => (ReplicaState)Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, (int)value);
    }

    public int OpenCircuits => Volatile.Read(ref _openCircuits);

    public void CircuitOpened() => Interlocked.Increment(ref _openCircuits);

    public void CircuitClosed() => Interlocked.Decrement(ref _openCircuits);

    public override string ToString() => Name;
}
