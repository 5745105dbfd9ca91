namespace BlazorAspire.Circuits.Circuits;

/// <summary>The circuits of this process: those with a browser on the line, and those that wait for theirs to come back.</summary>
internal sealed class CircuitCounter
{
    private int _open;
    private int _connected;

    public int Connected => Volatile.Read(ref _connected);

    public int All => Connected + Waiting;

    public int Waiting => Math.Max(0, Volatile.Read(ref _open) - Connected);

    public void Opened() => Interlocked.Increment(ref _open);

    public void Closed() => Interlocked.Decrement(ref _open);

    public void ConnectionUp() => Interlocked.Increment(ref _connected);

    public void ConnectionDown() => Interlocked.Decrement(ref _connected);
}
