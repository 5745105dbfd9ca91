using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorAspire.Circuits;

/// <summary>What a page can know of its own circuit. While a page is prerendered there is none yet, and <see cref="ShortId"/> is null.</summary>
public sealed class CircuitTracker : CircuitHandler
{
    private const int ShortIdLength = 8;
    private readonly TimeProvider _time;

    internal CircuitTracker(TimeProvider time) => _time = time;

    /// <summary>The first letters of the circuit's id.</summary>
    public string? ShortId { get; private set; }

    /// <summary>When the circuit came to this replica.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Whether the browser is on the line.</summary>
    public bool IsConnected { get; private set; }

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Open(circuit.Id);
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsConnected = true;
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsConnected = false;
        return Task.CompletedTask;
    }

    internal void Open(string id)
    {
        ShortId = id.Length <= ShortIdLength ? id : id[..ShortIdLength];
        OpenedAt = _time.GetUtcNow();
    }
}
