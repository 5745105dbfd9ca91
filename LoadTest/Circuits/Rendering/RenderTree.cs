namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>The interactive part of a page, as its render batches have made it.</summary>
internal sealed class RenderTree
{
    private readonly Dictionary<int, ComponentNode> _components = [];
    private readonly HashSet<int> _rendered = [];

    public Node Page { get; } = new();

    /// <summary>How many of the root components have been rendered.</summary>
    public int RenderedRoots => _rendered.Count;

    public void AttachRoot(int componentId)
    {
        var root = new ComponentNode(componentId);
        _components.Add(componentId, root);
        Page.Add(root);
    }

    public void Apply(RenderBatch batch)
    {
        foreach (var diff in batch.Diffs)
        {
            if (!_components.TryGetValue(diff.ComponentId, out var component))
            {
                throw new InvalidDataException($"A render batch changes component {diff.ComponentId}, which is not on the page.");
            }
            if (component.Parent == Page)
            {
                _rendered.Add(diff.ComponentId);
            }
            new EditRun(batch, component, _components).Apply(diff.Edits);
        }
        foreach (var id in batch.DisposedComponents)
        {
            if (_components.Remove(id, out var gone) && gone.Parent == Page)
            {
                gone.Clear();
            }
        }
    }
}
