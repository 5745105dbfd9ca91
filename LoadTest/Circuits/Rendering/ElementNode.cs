namespace BlazorAspire.LoadTest.Circuits.Rendering;

internal sealed class ElementNode(string name) : Node
{
    private const string TestIdAttribute = "data-testid";
    private const string Disabled = "disabled";

    // An element has a handful at most, and a load has millions of elements.
    private List<(string Name, string? Value, ulong Handler)>? _attributes;

    public string Name { get; } = name;

    public string? TestId => this[TestIdAttribute];

    public bool IsDisabled => IndexOf(Disabled, isHandler: false) >= 0;

    public string? this[string attribute] => IndexOf(attribute, isHandler: false) is >= 0 and var index ? _attributes![index].Value : null;

    /// <summary>All but the handlers, with their values.</summary>
    public IEnumerable<(string Name, string Value)> Attributes => (_attributes ?? []).Where(attribute => attribute.Handler == 0).Select(attribute => (attribute.Name, attribute.Value!));

    /// <summary>Sets an attribute; null takes it away, as Blazor does with false.</summary>
    public void Set(string attribute, string? value)
    {
        if (value is null)
        {
            Remove(attribute, isHandler: false);
        }
        else
        {
            Put(attribute, value, 0);
        }
    }

    public void SetHandler(string attribute, ulong id) => Put(attribute, null, id);

    public void Remove(string attribute)
    {
        Remove(attribute, isHandler: false);
        Remove(attribute, isHandler: true);
    }

    /// <summary>The handler of an event such as <c>click</c>, here or on the nearest element around it.</summary>
    public ulong? HandlerOf(string eventName)
    {
        for (Node? node = this; node is not null; node = node.Parent)
        {
            if (node is ElementNode element && element.OwnHandlerOf(eventName) is { } id)
            {
                return id;
            }
        }
        return null;
    }

    public bool HasHandler(string eventName) => OwnHandlerOf(eventName) is not null;

    private ulong? OwnHandlerOf(string eventName)
    {
        foreach (var (name, _, handler) in _attributes ?? [])
        {
            if (handler != 0 && name.AsSpan().StartsWith("on", StringComparison.OrdinalIgnoreCase) && name.AsSpan(2).Equals(eventName, StringComparison.OrdinalIgnoreCase))
            {
                return handler;
            }
        }
        return null;
    }

    private void Put(string attribute, string? value, ulong handler)
    {
        _attributes ??= new(1);
        if (IndexOf(attribute, handler != 0) is >= 0 and var index)
        {
            _attributes[index] = (attribute, value, handler);
        }
        else
        {
            _attributes.Add((attribute, value, handler));
        }
    }

    private void Remove(string attribute, bool isHandler)
    {
        if (IndexOf(attribute, isHandler) is >= 0 and var index)
        {
            _attributes!.RemoveAt(index);
        }
    }

    private int IndexOf(string attribute, bool isHandler)
    {
        for (var index = 0; index < (_attributes?.Count ?? 0); index++)
        {
            var (name, _, handler) = _attributes![index];
            if (handler != 0 == isHandler && name.Equals(attribute, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }
        return -1;
    }
}
