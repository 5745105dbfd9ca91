using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>What a page can know of its own circuit. While a page is prerendered there is none yet, and <see cref="ShortId"/> is null.</summary>
internal sealed class CircuitTracker(CircuitCounter counter, TimeProvider time) : CircuitHandler
{
    private const int ShortIdLength = 8;

    public string? ShortId { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public bool IsConnected { get; private set; }

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Open(circuit.Id);
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        ConnectionUp();
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        ConnectionDown();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        counter.Closed();
        return Task.CompletedTask;
    }

    internal void Open(string id)
    {
        ShortId = id.Length <= ShortIdLength ? id : id[..ShortIdLength];
        OpenedAt = time.GetUtcNow();
        counter.Opened();
    }

    internal void ConnectionUp()
    {
        IsConnected = true;
        counter.ConnectionUp();
    }

    internal void ConnectionDown()
    {
        IsConnected = false;
        counter.ConnectionDown();
    }
}
