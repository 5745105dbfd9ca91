using System.Net;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.JSInterop;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>A circuit of this process: whose it is, its state, and the way to its page.</summary>
internal sealed class LiveCircuit(StateIdentity? identity, long startedAt)
{
    private readonly TaskCompletionSource _persisted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _usedAt = startedAt;

    /// <summary>Null where the browser keeps no cookies: then only the secret says whose it is.</summary>
    public StateIdentity? Identity { get; } = identity;

    /// <summary>Where its browser was when it began.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Who was signed in when it began; empty for nobody.</summary>
    public string User { get; init; } = "";

    /// <summary>What every address of its page is under.</summary>
    public string? BaseUri { get; init; }

    /// <summary>Null until the circuit is open, and where nothing is durable.</summary>
    public StateSession? State { get; set; }

    public PageHolds Holds { get; } = new();

    /// <summary>The hash of the secret with which its page comes back.</summary>
    public string? Secret { get; set; }

    /// <summary>Null while its page has shown nothing, or what cannot be kept.</summary>
    public ResumableCircuit? Resumable { get; set; }

    /// <summary>Null until the circuit is open.</summary>
    public IJSRuntime? Page { get; set; }

    public bool IsOpen => Page is not null;

    public bool IsConnected { get; set; }

    /// <summary>When the user last did something, as a timestamp of the clock.</summary>
    public long UsedAt
    {
        get => Interlocked.Read(ref _usedAt);
        set => Interlocked.Exchange(ref _usedAt, value);
    }

    /// <summary>Ends when the framework has left the circuit where another replica can resume it, or could not.</summary>
    public Task Persisted => _persisted.Task;

    public void SetPersisted() => _persisted.TrySetResult();

    public bool BelongsTo(StateIdentity? other) =>
        Identity is null ? other is null : other is not null && Identity.MayTouch(other);
}
