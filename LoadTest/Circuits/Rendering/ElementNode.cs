namespace BlazorAspire.LoadTest.Circuits.Rendering;

internal sealed class ElementNode(string name) : Node
{
    private const string TestIdAttribute = "data-testid";

    private readonly Dictionary<string, string> _attributes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ulong> _handlers = new(StringComparer.OrdinalIgnoreCase);

    public string Name { get; } = name;

    public string? TestId => this[TestIdAttribute];

    public bool IsDisabled => _attributes.ContainsKey("disabled");

    public string? this[string attribute] => _attributes.GetValueOrDefault(attribute);

    /// <summary>Sets an attribute; null takes it away, as Blazor does with false.</summary>
    public void Set(string attribute, string? value)
    {
        if (value is null)
        {
            _attributes.Remove(attribute);
        }
        else
        {
            _attributes[attribute] = value;
        }
    }

    public void SetHandler(string attribute, ulong id) => _handlers[attribute] = id;

    public void Remove(string attribute)
    {
        _attributes.Remove(attribute);
        _handlers.Remove(attribute);
    }

    /// <summary>The handler of an event such as <c>click</c>, here or on the nearest element around it.</summary>
    public ulong? HandlerOf(string eventName)
    {
        for (Node? node = this; node is not null; node = node.Parent)
        {
            if (node is ElementNode element && element._handlers.TryGetValue($"on{eventName}", out var id))
            {
                return id;
            }
        }
        return null;
    }
}
