using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>A place in the page: an element, a text, or something that only holds others (a component, a piece of markup, the page itself).</summary>
internal class Node
{
    private readonly List<Node> _children = [];

    public Node? Parent { get; private set; }

    public IReadOnlyList<Node> Children => _children;

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

    public IEnumerable<Node> Descendants => _children.SelectMany(child => child.Descendants.Prepend(child));

    public void Insert(int index, Node child)
    {
        _children.Insert(index, child);
        child.Parent = this;
    }

    public void Add(Node child) => Insert(_children.Count, child);

    public void RemoveAt(int index)
    {
        _children[index].Parent = null;
        _children.RemoveAt(index);
    }

    public void Clear()
    {
        _children.ForEach(child => child.Parent = null);
        _children.Clear();
    }

    /// <summary>Moves children: each pair is an old index and its new one. All old indices are those from before the move.</summary>
    public void Permute(IReadOnlyList<(int From, int To)> moves)
    {
        var before = _children.ToArray();
        foreach (var (from, to) in moves)
        {
            _children[to] = before[from];
        }
    }

    protected virtual void AppendText(StringBuilder text) => _children.ForEach(child => child.AppendText(text));
}
