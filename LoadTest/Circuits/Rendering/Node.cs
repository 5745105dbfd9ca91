using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

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

    /// <summary>What it is in, from the nearest to the page itself.</summary>
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
