using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>Every circuit of this process, found by its connection or by its secret.</summary>
internal sealed class LiveCircuits
{
    private readonly ConcurrentDictionary<LiveCircuit, bool> _all = new();
    private readonly ConcurrentDictionary<string, LiveCircuit> _bySecret = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CircuitOutput> _byConnection = new(StringComparer.Ordinal);

    private TaskCompletionSource _change = NewChange();

    public IEnumerable<LiveCircuit> All => _all.Keys;

    public int Count => _all.Count;

    public int Connected => _all.Count(entry => entry.Key.IsConnected);

    /// <summary>Those that wait for their browser to come back.</summary>
    public int Waiting => _all.Count(entry => entry.Key is { IsOpen: true, IsConnected: false });

    /// <summary>Neither a circuit nor a way to one.</summary>
    public bool IsEmpty => _all.IsEmpty && _bySecret.IsEmpty && _byConnection.IsEmpty;

    /// <summary>Ends when a circuit has been opened or closed, or its connection has come or gone.</summary>
    public Task NextChange => Volatile.Read(ref _change).Task;

    public void Opened(LiveCircuit circuit)
    {
        _all[circuit] = true;
        Changed();
    }

    public void SetConnected(LiveCircuit circuit, bool isConnected)
    {
        circuit.IsConnected = isConnected;
        Changed();
    }

    public void Closed(LiveCircuit circuit)
    {
        _all.TryRemove(circuit, out _);
        if (circuit.Secret is { } secret)
        {
            _bySecret.TryRemove(secret, out _);
        }

        circuit.IsConnected = false;
        Changed();
    }

    public void Register(LiveCircuit circuit, string secret)
    {
        circuit.Secret = HashOf(secret);
        _bySecret[circuit.Secret] = circuit;
        if (!_all.ContainsKey(circuit))
        {
            // It was over before its page got to know it.
            Closed(circuit);
        }
    }

    public LiveCircuit? Find(string? secret) => secret is null ? null : _bySecret.GetValueOrDefault(HashOf(secret));

    public void Connect(string connection, LiveCircuit circuit) => _byConnection[connection] = new CircuitOutput(circuit);

    public void Disconnect(string connection) => _byConnection.TryRemove(connection, out _);

    public CircuitOutput? OutputOf(string connection) => _byConnection.GetValueOrDefault(connection);

    /// <summary>Keys are looked up by hash, so that the time it takes tells nothing of a secret.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private void Changed() => Interlocked.Exchange(ref _change, NewChange()).TrySetResult();

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
