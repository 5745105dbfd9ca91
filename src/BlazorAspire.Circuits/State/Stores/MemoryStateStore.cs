using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.State.Stores;

/// <summary>State in this process, for a replica that runs alone: it survives a reload, and no restart.</summary>
internal sealed class MemoryStateStore(IOptions<StateOptions> options, TimeProvider time) : IStateStore
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Never: it is always there.</summary>
    public event Action? Returned
    {
        add { }
        remove { }
    }

    public Task<StateFields?> ReadTabAsync(string tab)
    {
        lock (_lock)
        {
            return Task.FromResult(FindNeedsLock(tab)?.Copy());
        }
    }

    public Task<TabClaim> ClaimTabAsync(string tab, DateTimeOffset? since = null, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SweepNeedsLock();
            var before = FindNeedsLock(tab);
            if (before is not null && since is { } started && OwnerName.IsAfter(before.Owner, started))
            {
                return Task.FromResult(new TabClaim(OwnerName.After(null, started), before.Copy(), IsReplaced: true));
            }

            var now = new Kept(OwnerName.After(before?.Owner, since ?? time.GetUtcNow()), before?.Copy() ?? [], time.GetTimestamp());
            _kept[tab] = now;
            return Task.FromResult(new TabClaim(now.Owner, before?.Copy()));
        }
    }

    public Task<StateFields> TakeTabAsync(string tab)
    {
        lock (_lock)
        {
            if (FindNeedsLock(tab) is not { } kept)
            {
                return Task.FromResult(new StateFields());
            }

            _kept[tab] = new Kept(OwnerName.After(kept.Owner, time.GetUtcNow()), [], time.GetTimestamp());
            return Task.FromResult(kept.Fields);
        }
    }

    public Task<StateFields> ReadUserAsync(string user)
    {
        lock (_lock)
        {
            return Task.FromResult(FindNeedsLock(user)?.Copy() ?? []);
        }
    }

    public Task<bool> SaveTabAsync(string tab, string owner, StateFields fields, bool isFirst)
    {
        lock (_lock)
        {
            var kept = FindNeedsLock(tab);
            var isKnown = kept is not null && string.CompareOrdinal(kept.Owner, owner) >= 0;
            if (kept?.Owner == owner || (!isKnown && isFirst))
            {
                Write(tab, owner, kept?.Owner == owner ? kept.Fields : [], fields);
            }

            return Task.FromResult(isKnown);
        }
    }

    public Task<bool> SaveUserAsync(string user, StateFields fields, bool onlyMissing)
    {
        lock (_lock)
        {
            var before = FindNeedsLock(user);
            var kept = before?.Fields ?? [];
            var missing = new StateFields();
            foreach (var (name, value) in fields.Where(field => !onlyMissing || !kept.ContainsKey(field.Key)))
            {
                missing[name] = value;
            }

            Write(user, "", kept, missing);
            return Task.FromResult(before is not null);
        }
    }

    private void Write(string key, string owner, StateFields to, StateFields changed)
    {
        foreach (var (name, value) in changed)
        {
            to[name] = value;
        }

        _kept[key] = new Kept(owner, to, time.GetTimestamp());
    }

    private Kept? FindNeedsLock(string key) => _kept.TryGetValue(key, out var kept) && !IsOver(kept) ? kept : null;

    private bool IsOver(Kept kept) => time.GetElapsedTime(kept.ChangedAt) > options.Value.Retention;

    private void SweepNeedsLock()
    {
        if (time.GetElapsedTime(_sweptAt) < SweepInterval)
        {
            return;
        }

        _sweptAt = time.GetTimestamp();
        foreach (var (key, kept) in _kept)
        {
            if (IsOver(kept))
            {
                _kept.TryRemove(key, out _);
            }
        }
    }

    private sealed record Kept(string Owner, StateFields Fields, long ChangedAt)
    {
        public StateFields Copy()
        {
            var copy = new StateFields();
            foreach (var (name, value) in Fields)
            {
                copy[name] = value;
            }

            return copy;
        }
    }
}
