using System.Text;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>A place in the page: an element, a text, or something that only holds others (a component, a piece of markup, the page itself).</summary>
internal class Node
{
    private List<Node>? _children;

    public Node? Parent { get; private set; }

    public IReadOnlyList<Node> Children => _children ?? [];

    /// <summary>All text in it, in the order of the page.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            AppendText(text);
            return text.ToString();
        }
    }

    public IEnumerable<Node> Ancestors
    {
        get
        {
            for (var node = Parent; node is not null; node = node.Parent)
            {
                yield return node;
            }
        }
    }

    public IEnumerable<Node> Descendants => Children.SelectMany(child => child.Descendants.Prepend(child));

    /// <summary>The first element below that is wanted, in the order of the page.</summary>
    public ElementNode? Find(Func<ElementNode, bool> isWanted)
    {
        foreach (var child in _children ?? [])
        {
            if (child is ElementNode element && isWanted(element))
            {
                return element;
            }

            if (child.Find(isWanted) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public void Insert(int index, Node child)
    {
        (_children ??= new(1)).Insert(index, child);
        child.Parent = this;
    }

    public void Add(Node child) => Insert(Children.Count, child);

    public void RemoveAt(int index)
    {
        Children[index].Parent = null;
        _children!.RemoveAt(index);
    }

    public void Clear()
    {
        _children?.ForEach(child => child.Parent = null);
        _children = null;
    }

    /// <summary>Moves children: each pair is an old index and its new one. All old indices are those from before the move.</summary>
    public void Permute(IReadOnlyList<(int From, int To)> moves)
    {
        var before = Children.ToArray();
        foreach (var (from, to) in moves)
        {
            _children![to] = before[from];
        }
    }

    protected virtual void AppendText(StringBuilder text) => _children?.ForEach(child => child.AppendText(text));
}

/// <summary>The place of a component, which its own diffs fill.</summary>
internal sealed class ComponentNode(int id) : Node
{
    public int Id => id;
}

internal sealed class TextNode(string content) : Node
{
    public string Content { get; set; } = content;

    /// <summary>What a reader sees of a text: its words, with one space between them.</summary>
    public static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    protected override void AppendText(StringBuilder text) => text.Append(Content);
}

internal sealed class ElementNode(string name) : Node
{
    // An element has a handful at most, and a load has millions of elements. An event handler has a number in place of a value.
    private List<(string Name, string? Value, ulong Handler)>? _attributes;

    public string Name => name;

    public string? TestId => this["data-testid"];

    public bool IsDisabled => IndexOf("disabled", isHandler: false) >= 0;

    public string? this[string attribute] => IndexOf(attribute, isHandler: false) is >= 0 and var index ? _attributes![index].Value : null;

    /// <summary>All but the event handlers.</summary>
    public IEnumerable<(string Name, string Value)> Attributes => (_attributes ?? []).Where(attribute => attribute.Handler == 0).Select(attribute => (attribute.Name, attribute.Value!));

    /// <param name="value">Null removes the attribute, as Blazor does with false.</param>
    /// <param name="handler">Number of an event handler; 0 for an attribute.</param>
    public void Set(string attribute, string? value, ulong handler = 0)
    {
        var index = IndexOf(attribute, handler != 0);
        if (value is null && handler == 0)
        {
            RemoveAttributeAt(index);
        }
        else if (index >= 0)
        {
            _attributes![index] = (attribute, value, handler);
        }
        else
        {
            (_attributes ??= new(1)).Add((attribute, value, handler));
        }
    }

    public void Remove(string attribute)
    {
        RemoveAttributeAt(IndexOf(attribute, isHandler: false));
        RemoveAttributeAt(IndexOf(attribute, isHandler: true));
    }

    /// <summary>The handler of an event such as <c>click</c>, here or on the nearest element around it.</summary>
    public ulong? HandlerOf(string eventName)
    {
        for (Node? node = this; node is not null; node = node.Parent)
        {
            if (node is ElementNode element && element.OwnHandlerOf(eventName) is not 0 and var handler)
            {
                return handler;
            }
        }

        return null;
    }

    public bool HasHandler(string eventName) => OwnHandlerOf(eventName) != 0;

    private ulong OwnHandlerOf(string eventName)
    {
        foreach (var (attribute, _, handler) in _attributes ?? [])
        {
            if (handler != 0 && attribute.AsSpan(2).Equals(eventName, StringComparison.OrdinalIgnoreCase))
            {
                return handler;
            }
        }

        return 0;
    }

    private void RemoveAttributeAt(int index)
    {
        if (index >= 0)
        {
            _attributes!.RemoveAt(index);
        }
    }

    private int IndexOf(string attribute, bool isHandler) =>
        _attributes?.FindIndex(known => known.Handler != 0 == isHandler && known.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase)) ?? -1;
}
