using BlazorAspire.Circuits.State.Declaration;
using BlazorAspire.Circuits.State.Sessions;

namespace BlazorAspire.Circuits.State.Capture;

/// <summary>What a circuit tracks. Used on its renderer's dispatcher only, as the components themselves.</summary>
internal sealed class TrackedObjects(StateEntries entries, StateOptions options, StateProblems problems)
{
    private readonly Dictionary<string, TrackedObject> _byName = new(StringComparer.Ordinal);
    private readonly List<TrackedObject> _replaced = [];
    private long _pass;

    /// <summary>Restores an object, and watches it from now on if <paramref name="watch"/> is set.</summary>
    public void Add(object target, DurableType type, string? key, bool watch)
    {
        var tracked = new TrackedObject(target, type, key) { Pass = _pass };
        if (_byName.TryGetValue(tracked.Name, out var before) && before.TryGetTarget(out var other) && !ReferenceEquals(other, target))
        {
            Replace(before, type);
        }

        for (var index = 0; index < type.Properties.Count; index++)
        {
            Begin(tracked, target, index);
        }

        if (watch)
        {
            _byName[tracked.Name] = tracked;
        }
    }

    /// <summary>Notes every value that has changed. Gives the strictest level among those; null when nothing has changed.</summary>
    public StateLevel? Capture()
    {
        _pass++;
        StateLevel? strictest = null;
        foreach (var tracked in _byName.Values)
        {
            if (!tracked.TryGetTarget(out var target))
            {
                _byName.Remove(tracked.Name);
                continue;
            }

            for (var index = 0; index < tracked.Type.Properties.Count; index++)
            {
                if (LevelOf(tracked, index) is var level && level != StateLevel.Off && Capture(tracked, target, index))
                {
                    strictest = strictest == StateLevel.Strict ? strictest : level;
                }
            }
        }

        FindLiveReplaced();
        return strictest;
    }

    private void Begin(TrackedObject tracked, object target, int index)
    {
        var property = tracked.Type.Properties[index];
        if (LevelOf(tracked, index) == StateLevel.Off)
        {
            return;
        }

        // Accessors and constructors are the app's own code and may throw anything. It costs them their value, and nobody the page.
        try
        {
            if (entries.TryGet(tracked.NameOf(index), out var entry))
            {
                tracked.Restore(target, index, entry.Json);
            }
        }
        catch (Exception problem)
        {
            problems.NotRestored("shape", $"'{tracked.NameOf(index)}' is outdated: {problem.Message}");
        }

        try
        {
            tracked.SetBaseline(target, index);
        }
        catch (Exception problem)
        {
            Exclude(tracked, index, property, problem);
        }
    }

    private bool Capture(TrackedObject tracked, object target, int index)
    {
        var property = tracked.Type.Properties[index];
        if (tracked.IsLeftOut(index))
        {
            return false;
        }

        try
        {
            if (!tracked.TryReadChange(target, index, out var json))
            {
                return false;
            }

            if (!entries.TrySet(tracked.NameOf(index), property.Scope, json, options.MaxSize))
            {
                problems.CannotBeSaved($"'{tracked.NameOf(index)}' is not saved: with it the state of this page would be larger than State:MaxSize, {options.MaxSize} bytes. What was saved before stays. Keep less in it, or raise the limit.");
                return false;
            }

            problems.Check(tracked.NameOf(index), json, property.Type, entries.Size);
            return true;
        }
        catch (Exception problem)
        {
            Exclude(tracked, index, property, problem);
            return false;
        }
    }

    private void Exclude(TrackedObject tracked, int index, DurableProperty property, Exception problem)
    {
        tracked.Exclude(index);
        problems.CannotBeSaved($"'{tracked.NameOf(index)}' is not saved: its type {property.Type.Name} cannot be written as JSON. {problem.Message} Mark [JsonIgnore] what need not survive, or keep the data in a plain class.");
    }

    /// <summary>Two at once share one name, and each would undo the other. One after the other is how a page is left and opened again.</summary>
    private void Replace(TrackedObject before, DurableType type)
    {
        if (before.Pass == _pass)
        {
            ReportTwo(type);
        }

        if (problems.IsDevelopment)
        {
            _replaced.Add(before);
        }
    }

    /// <summary>A component that still changes was not left: it is on the page beside the one that took its name.</summary>
    private void FindLiveReplaced()
    {
        for (var i = _replaced.Count - 1; i >= 0; i--)
        {
            if (!_replaced[i].TryGetTarget(out var target))
            {
                _replaced.RemoveAt(i);
            }
            else if (Enumerable.Range(0, _replaced[i].Type.Properties.Count).Any(index => !_replaced[i].IsLeftOut(index) && _replaced[i].TryReadChange(target, index, out _)))
            {
                ReportTwo(_replaced[i].Type);
                _replaced.RemoveAt(i);
            }
        }
    }

    private void ReportTwo(DurableType type) => problems.CannotBeSaved(
        $"Component '{type.Name}' has durable properties and is more than once on a page, so its values cannot be told apart. Put [Durable(Keyed = true)] on its class, and call Restore(this, key) of DurableState first in OnInitialized.");

    private StateLevel LevelOf(TrackedObject tracked, int index) =>
        options.Mode == StateLevel.Off ? StateLevel.Off
        : tracked.Type.Properties[index].Level is var own && own != StateLevel.Inherit ? own
        : options.Mode;
}
