using BlazorAspire.Circuits.State.Stores;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>
/// Brings the changes of one circuit to the store: one write at a time, each with all that has changed since the last, and again until it
/// succeeds. What waits is one value a name, however long the store is away.
/// </summary>
internal sealed class StateWriter
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);

    /// <summary>Often enough that a hash which was replaced, and ends soon, never loses its end again.</summary>
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(5);

    private readonly StateServices _services;
    private readonly StateIdentity _identity;
    private readonly StateEntries _entries;
    private readonly DateTimeOffset _started;
    private readonly IDataProtector _tabSeal;
    private readonly IDataProtector _userSeal;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _givenUp = New();
    private TaskCompletionSource _progress = new();
    private TaskCompletionSource _urgent = New();
    private bool _isWriting;
    private string? _owner;
    private long _savedVersion;
    private long? _touchedAt;
    private long? _wroteAt;
    private bool _isForgotten;

    public StateWriter(StateServices services, StateIdentity identity, StateEntries entries, string? owner)
    {
        _services = services;
        _identity = identity;
        _entries = entries;
        _owner = owner;
        _started = services.Time.GetUtcNow();
        _tabSeal = services.Seal.For(identity.TabKey);
        _userSeal = services.Seal.For(identity.UserKey);
    }

    /// <summary>The version of the values that the store has.</summary>
    public long SavedVersion => Interlocked.Read(ref _savedVersion);

    public bool IsSaved => SavedVersion >= _entries.Version;

    /// <summary>Whether this circuit owns the state of its tab, or has owned it; not yet while the store could not be asked.</summary>
    public bool IsClaimed => _owner is not null;

    /// <summary>The page shows other values than the store has, because it could not be asked before. It is to be shown anew, and saves these no more.</summary>
    public bool IsOutdated { get; private set; }

    /// <summary>Raised when <see cref="IsOutdated"/> has become true.</summary>
    public event Action? RestoredLate;

    /// <summary>Begins to save what has changed, if that is not going on already.</summary>
    /// <param name="isUrgent">At once; otherwise a moment after the save before, so that many changes become one.</param>
    public void Start(bool isUrgent = true)
    {
        lock (_lock)
        {
            if (_savedVersion >= _entries.Version)
            {
                return;
            }

            if (isUrgent)
            {
                _urgent.TrySetResult();
            }

            if (_isWriting)
            {
                return;
            }

            _isWriting = true;
        }

        // Up to its first wait this runs here, so that the command is on its way to the store when this method returns.
        _ = WriteAsync();
    }

    /// <summary>Ends when the store has a version. Cancelled when it is given up.</summary>
    public async Task SavedAsync(long version)
    {
        while (true)
        {
            Task progress;
            lock (_lock)
            {
                if (_savedVersion >= version)
                {
                    return;
                }

                progress = _progress.Task;
            }

            await progress;
        }
    }

    /// <summary>The store may have forgotten everything: it gets all of it again, and who the owner is.</summary>
    public void SaveAll()
    {
        Volatile.Write(ref _isForgotten, true);
        _entries.MarkAll();
        Start();
    }

    public bool IsGivenUp => _givenUp.Task.IsCompleted;

    public void GiveUp() => _givenUp.TrySetResult();

    private async Task WriteAsync()
    {
        var failures = 0;
        while (!IsGivenUp)
        {
            await PauseAsync();
            var changes = Take();
            try
            {
                changes = IsClaimed ? changes : await ClaimAsync(changes);
                if (!await TryWriteAsync(changes))
                {
                    changes = TakeAll(changes);
                    await TryWriteAsync(changes);
                }

                failures = 0;
                if (Saved(changes.Version))
                {
                    return;
                }
            }
            catch (Exception problem)
            {
                _entries.Requeue(changes);
                _services.Metrics.SaveFailed();
                _services.Health.Failed(problem);
                await RetryDelayAsync(failures++);
            }
        }

        TaskCompletionSource progress;
        lock (_lock)
        {
            _isWriting = false;
            progress = Progress();
        }

        progress.TrySetCanceled();
    }

    private Task PauseAsync()
    {
        var rest = _wroteAt is { } at ? _services.Options.RelaxedInterval - _services.Time.GetElapsedTime(at) : TimeSpan.Zero;
        return rest <= TimeSpan.Zero || _urgent.Task.IsCompleted
            ? Task.CompletedTask
            : Task.WhenAny(_urgent.Task, _givenUp.Task, Task.Delay(rest, _services.Time));
    }

    private StateChanges Take()
    {
        lock (_lock)
        {
            if (_urgent.Task.IsCompleted)
            {
                _urgent = New();
            }

            return _entries.Take();
        }
    }

    /// <summary>False where the store turns out to have forgotten what it had before.</summary>
    private async Task<bool> TryWriteAsync(StateChanges changes)
    {
        var started = _services.Time.GetTimestamp();
        long size = 0;
        var tab = Close(changes.All, StateScope.Tab, _tabSeal, ref size);
        var isKnown = tab.Count == 0 || await _services.Store.SaveTabAsync(_identity.TabKey, _owner!, tab, MustTouch());
        isKnown &= await SaveUserAsync(Close(changes.Changed, StateScope.User, _userSeal, ref size), onlyMissing: false);
        isKnown &= await SaveUserAsync(Close(changes.Again, StateScope.User, _userSeal, ref size), onlyMissing: true);
        _wroteAt = _services.Time.GetTimestamp();
        _services.Health.Answered();
        _services.Metrics.Saved(_services.Time.GetElapsedTime(started), size);
        return isKnown;
    }

    private Task<bool> SaveUserAsync(StateFields fields, bool onlyMissing) =>
        fields.Count > 0 ? _services.Store.SaveUserAsync(_identity.UserKey, fields, onlyMissing) : Task.FromResult(true);

    private StateChanges TakeAll(StateChanges changes)
    {
        Volatile.Write(ref _isForgotten, true);
        _entries.Requeue(changes);
        _entries.MarkAll();
        return Take();
    }

    /// <summary>The store was away when the circuit started. What it has is older than what was known here, and counts against what was not.</summary>
    private async Task<StateChanges> ClaimAsync(StateChanges changes)
    {
        var claim = await _services.Loader.ClaimAsync(_identity, _started);
        _owner = claim.Owner;
        _entries.Requeue(changes);
        // Replaced, and with a page all the same, is what clocks make that differ: shown anew, it has the tab again.
        IsOutdated = _entries.MergeLateClaim(claim.Entries) || claim.IsReplaced;
        _entries.MarkAll();
        if (IsOutdated)
        {
            StateLog.Overruled(_services.Logger);
            RestoredLate?.Invoke();
        }

        return Take();
    }

    private static StateFields Close(IEnumerable<StateEntry> changed, StateScope scope, IDataProtector seal, ref long size)
    {
        var fields = new StateFields();
        foreach (var entry in changed)
        {
            if (entry.Scope == scope)
            {
                var closed = StateSeal.Close(seal, entry.Name, entry.Json);
                fields[entry.Field] = closed;
                size += closed.Length;
            }
        }

        return fields;
    }

    private bool MustTouch()
    {
        var forgotten = Interlocked.Exchange(ref _isForgotten, false);
        if (!forgotten && _touchedAt is { } at && _services.Time.GetElapsedTime(at) < TouchInterval)
        {
            return false;
        }

        _touchedAt = _services.Time.GetTimestamp();
        return true;
    }

    /// <summary>True when there is nothing more to write.</summary>
    private bool Saved(long version)
    {
        bool done;
        TaskCompletionSource progress;
        lock (_lock)
        {
            Interlocked.Exchange(ref _savedVersion, version);
            done = version >= _entries.Version;
            _isWriting = !done;
            progress = Progress();
        }

        // Who waits goes on right here: another hop to the thread pool is a good part of what a save takes.
        progress.TrySetResult();
        return done;
    }

    private TaskCompletionSource Progress()
    {
        var progress = _progress;
        _progress = new TaskCompletionSource();
        return progress;
    }

    private async Task RetryDelayAsync(int failures)
    {
        // A failed write may have been the first one, which also says who the owner is.
        Volatile.Write(ref _isForgotten, true);
        var longest = TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Min(failures, 10)));
        await Task.WhenAny(_givenUp.Task, Task.Delay(longest * (0.5 + (Random.Shared.NextDouble() / 2)), _services.Time));
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
