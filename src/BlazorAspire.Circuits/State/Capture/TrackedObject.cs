using System.Diagnostics.CodeAnalysis;
using BlazorAspire.Circuits.State.Declaration;

namespace BlazorAspire.Circuits.State.Capture;

/// <summary>A component or service with durable properties. It may be gone at any time: who shows a component also lets go of it.</summary>
internal sealed class TrackedObject(object target, DurableType type, string? key)
{
    private readonly WeakReference<object> _target = new(target);
    private readonly object?[] _lastValues = new object?[type.Properties.Count];
    private readonly byte[]?[] _lastJson = new byte[]?[type.Properties.Count];
    private readonly bool[] _isLeftOut = new bool[type.Properties.Count];

    public DurableType Type { get; } = type;

    public string Name { get; } = key is null ? type.Name : $"{type.Name}#{key}";

    /// <summary>The render pass in which it appeared.</summary>
    public long Pass { get; init; }

    public string NameOf(int index) => $"{Name}.{Type.Properties[index].Name}";

    public bool IsLeftOut(int index) => _isLeftOut[index];

    public void Exclude(int index) => _isLeftOut[index] = true;

    public bool TryGetTarget([NotNullWhen(true)] out object? found) => _target.TryGetTarget(out found);

    public void Restore(object owner, int index, byte[] json) => Type.Properties[index].Set(owner, StateJson.Read(json, Type.Properties[index].Type));

    /// <summary>Takes the present value as known, so that only a later change counts.</summary>
    public void SetBaseline(object owner, int index) => TryReadChange(owner, index, out _);

    /// <summary>Gives the value when it has changed since it was last read.</summary>
    public bool TryReadChange(object owner, int index, [NotNullWhen(true)] out byte[]? json)
    {
        var property = Type.Properties[index];
        var value = property.Get(owner);
        json = null;
        if (property.IsValue && _lastJson[index] is not null && Equals(value, _lastValues[index]))
        {
            return false;
        }

        var written = StateJson.Write(value, property.Type);
        _lastValues[index] = property.IsValue ? value : null;
        if (_lastJson[index] is { } last && last.AsSpan().SequenceEqual(written))
        {
            return false;
        }

        _lastJson[index] = json = written;
        return true;
    }
}
