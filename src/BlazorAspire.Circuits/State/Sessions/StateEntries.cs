using System.Diagnostics.CodeAnalysis;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>The durable values of one circuit, and which of them the store does not have yet: of each the newest only.</summary>
internal sealed class StateEntries
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StateEntry> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _again = new(StringComparer.Ordinal);
    private readonly HashSet<string> _overruled = new(StringComparer.Ordinal);
    private bool _isBlind;
    private long _version;
    private int _size;

    /// <summary>Rises with each change.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
            {
                return _version;
            }
        }
    }

    public int Size
    {
        get
        {
            lock (_lock)
            {
                return _size;
            }
        }
    }

    public bool TryGet(string name, [NotNullWhen(true)] out StateEntry? entry)
    {
        lock (_lock)
        {
            return _byName.TryGetValue(name, out entry);
        }
    }

    /// <summary>The store could not be asked yet: nobody knows which of the values made from now on it has already.</summary>
    public void BeginUnverified()
    {
        lock (_lock)
        {
            _isBlind = true;
        }
    }

    /// <summary>
    /// The store could be asked at last. A value of it that was not known here stays as it is, whatever was made here meanwhile: the page showed
    /// it without what it is to continue. That page changes it no more. True where there are such values, and the page is to be shown anew.
    /// </summary>
    public bool MergeLateClaim(IEnumerable<StateEntry> stored)
    {
        lock (_lock)
        {
            foreach (var entry in stored.Where(entry => !_byName.TryGetValue(entry.Name, out var known) || known.IsBlind))
            {
                PutNeedsLock(entry);
                _changed.Remove(entry.Name);
                _again.Remove(entry.Name);
                _overruled.Add(entry.Name);
            }

            foreach (var entry in _byName.Values.Where(entry => entry.IsBlind).ToArray())
            {
                _byName[entry.Name] = entry with { IsBlind = false };
            }

            _isBlind = false;
            return _overruled.Count > 0;
        }
    }

    /// <summary>Takes over what the store has, but for what has been changed here since.</summary>
    public void Load(IEnumerable<StateEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries.Where(entry => !_changed.Contains(entry.Name)))
            {
                PutNeedsLock(entry);
            }
        }
    }

    /// <summary>Notes a new value. False if all values together would be larger than the limit: then the old one stays.</summary>
    public bool TrySet(string name, StateScope scope, byte[] json, int limit)
    {
        lock (_lock)
        {
            if (_overruled.Contains(name))
            {
                return true;
            }

            var known = _byName.GetValueOrDefault(name);
            var entry = new StateEntry(name, known?.Field ?? StateSeal.FieldOf(name), scope, json) { IsBlind = known?.IsBlind ?? _isBlind };
            if (_size - (known?.Size ?? 0) + entry.Size > limit)
            {
                return false;
            }

            PutNeedsLock(entry);
            _changed.Add(name);
            _version++;
            return true;
        }
    }

    /// <summary>The store may have lost everything: all of it is to be saved again.</summary>
    public void MarkAll()
    {
        lock (_lock)
        {
            _again.UnionWith(_byName.Keys);
            _version++;
        }
    }

    /// <summary>Gives what is to be written, and the version that the store has when it has that.</summary>
    public StateChanges Take()
    {
        lock (_lock)
        {
            _again.ExceptWith(_changed);
            var taken = new StateChanges([.. _changed.Select(name => _byName[name])], [.. _again.Select(name => _byName[name])], _version);
            _changed.Clear();
            _again.Clear();
            return taken;
        }
    }

    /// <summary>What was taken could not be saved. Where there is a newer value by now, that one will be.</summary>
    public void Requeue(StateChanges taken)
    {
        lock (_lock)
        {
            _changed.UnionWith(taken.Changed.Select(entry => entry.Name));
            _again.UnionWith(taken.Again.Select(entry => entry.Name));
        }
    }

    public IReadOnlyList<StateEntry> All()
    {
        lock (_lock)
        {
            return [.. _byName.Values];
        }
    }

    private void PutNeedsLock(StateEntry entry)
    {
        _size += entry.Size - (_byName.TryGetValue(entry.Name, out var known) ? known.Size : 0);
        _byName[entry.Name] = entry;
    }
}
