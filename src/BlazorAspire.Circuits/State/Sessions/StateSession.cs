using BlazorAspire.Circuits.State.Capture;
using BlazorAspire.Circuits.State.Declaration;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>The durable state of one circuit, or of one page while it is prerendered; then it is only read.</summary>
internal sealed class StateSession
{
    private readonly StateServices _services;
    private readonly TrackedObjects _tracked;
    private SynchronizationContext? _dispatcher;
    private long _captures;
    private long _strictVersion;
    private int _isUnsaved;

    private StateSession(StateServices services, StateIdentity? identity, IEnumerable<StateEntry> entries, StateWriter? writer, StateEntries kept)
    {
        _services = services;
        Writer = writer;
        Identity = identity;
        Entries = kept;
        Entries.Load(entries);
        if (writer is { IsClaimed: false })
        {
            Entries.BeginUnverified();
        }

        Problems = new StateProblems(services.Options, services.IsDevelopment, services.Metrics, services.Logger);
        _tracked = new TrackedObjects(Entries, services.Options, Problems);
    }

    public StateIdentity? Identity { get; }

    public StateEntries Entries { get; }

    public StateProblems Problems { get; }

    /// <summary>Raised when <see cref="IsUnsaved"/> has changed, on any thread.</summary>
    public event Action? Changed;

    /// <summary>The page shows something that the store did not take in time.</summary>
    public bool IsUnsaved => Volatile.Read(ref _isUnsaved) != 0;

    /// <summary>Rises with each look at the tracked objects.</summary>
    public long Captures => Interlocked.Read(ref _captures);

    /// <summary>Null for a page that is prerendered.</summary>
    public StateWriter? Writer { get; }

    /// <summary>While the page only says that it has drawn a batch, which changes nothing.</summary>
    public bool IsAcknowledging { get; set; }

    /// <summary>For a page that is prerendered, or has no identity to save under.</summary>
    public static StateSession ReadOnly(StateServices services, IEnumerable<StateEntry> entries) => new(services, null, entries, null, new StateEntries());

    /// <param name="owner">Null while the store could not be asked: then it is as soon as it answers.</param>
    public static StateSession Live(StateServices services, StateIdentity identity, IEnumerable<StateEntry> entries, string? owner)
    {
        var kept = new StateEntries();
        return new StateSession(services, identity, entries, new StateWriter(services, identity, kept, owner), kept);
    }

    /// <summary>Restores an object and watches it. On the renderer's dispatcher.</summary>
    public void Track(object target, DurableType type, string? key = null)
    {
        _dispatcher = SynchronizationContext.Current ?? _dispatcher;
        _tracked.Add(target, type, key, watch: Writer is not null);
    }

    /// <summary>
    /// Saves what has changed. On the renderer's dispatcher. The task ends when a page may show it: at once where nothing strict waits to be
    /// saved or the store is known to be late, else when the store has it or the limit is over.
    /// </summary>
    public Task CommitAsync()
    {
        _dispatcher = SynchronizationContext.Current ?? _dispatcher;
        Interlocked.Increment(ref _captures);
        if (Writer is not { } writer)
        {
            return Task.CompletedTask;
        }

        if (_tracked.Capture() is { } level)
        {
            _strictVersion = level == StateLevel.Strict ? Entries.Version : _strictVersion;
            writer.Start(isUrgent: level == StateLevel.Strict);
        }

        return IsUnsaved || writer.SavedVersion >= _strictVersion ? Task.CompletedTask : HoldAsync(writer, _strictVersion);
    }

    /// <summary>After an event that has changed nothing on the page, but maybe a value. From any thread.</summary>
    public void CommitSoon() => _dispatcher?.Post(_ => CommitAsync(), null);

    private async Task HoldAsync(StateWriter writer, long version)
    {
        try
        {
            await writer.SavedAsync(version).WaitAsync(_services.Options.HoldLimit, _services.Time);
        }
        catch (TimeoutException late)
        {
            _services.Health.Failed(late);
            StateLog.HeldTooLong(_services.Logger, _services.Options.HoldLimit);
            _services.Metrics.HeldTooLong();
            if (Interlocked.Exchange(ref _isUnsaved, 1) == 0)
            {
                _ = UnsavedAsync(writer);
            }
        }
        catch (OperationCanceledException)
        {
            // The circuit has ended and its state was given up: nobody looks at this batch.
        }
    }

    private async Task UnsavedAsync(StateWriter writer)
    {
        _services.Metrics.BecameUnsaved();
        Changed?.Invoke();
        while (!writer.IsSaved && !writer.IsGivenUp)
        {
            await writer.SavedAsync(Entries.Version).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Volatile.Write(ref _isUnsaved, 0);
        _services.Metrics.BecameSaved();
        Changed?.Invoke();
    }
}
