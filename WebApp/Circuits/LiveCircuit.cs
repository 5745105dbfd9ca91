using BlazorAspire.WebApp.State.Sessions;
using Microsoft.JSInterop;

namespace BlazorAspire.WebApp.Circuits;

/// <summary>A circuit of this process: whose it is, its state, and the way to its page.</summary>
internal sealed class LiveCircuit(StateIdentity? identity, StateSession? state)
{
    private int _isConnected;

    /// <summary>Null where the browser keeps no cookies: then only the secret says whose it is.</summary>
    public StateIdentity? Identity { get; } = identity;

    public StateSession? State { get; } = state;

    /// <summary>The hash of the secret with which its page comes back.</summary>
    public string? Secret { get; set; }

    /// <summary>Null until the circuit is open.</summary>
    public IJSRuntime? Page { get; set; }

    public bool IsConnected
    {
        get => Volatile.Read(ref _isConnected) != 0;
        set => Volatile.Write(ref _isConnected, value ? 1 : 0);
    }

    public bool BelongsTo(StateIdentity? other) =>
        Identity is null ? other is null : other is not null && Identity.MayTouch(other);
}
