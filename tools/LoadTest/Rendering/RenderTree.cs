namespace BlazorAspire.LoadTest.Rendering;

/// <summary>The interactive part of a page, as its render batches have made it. Regions leave no node of their own: their content stands where they stood.</summary>
internal sealed class RenderTree
{
    private readonly Dictionary<int, ComponentNode> _components = [];
    private readonly HashSet<int> _rendered = [];

    public Node Page { get; } = new();

    /// <summary>How many of the root components have been rendered.</summary>
    public int RenderedRoots => _rendered.Count;

    public void AttachRoot(int componentId) => Page.Add(_components[componentId] = new ComponentNode(componentId));

    /// <exception cref="InvalidDataException">The batch does not fit the page.</exception>
    public void Apply(RenderBatch batch)
    {
        foreach (var (id, edits) in batch.Diffs)
        {
            if (!_components.TryGetValue(id, out var component))
            {
                throw new InvalidDataException($"A render batch changes component {id}, which is not on the page.");
            }

            if (component.Parent == Page)
            {
                _rendered.Add(id);
            }

            Apply(batch, component, edits);
        }

        foreach (var id in batch.DisposedComponents)
        {
            if (_components.Remove(id, out var gone) && gone.Parent == Page)
            {
                gone.Clear();
            }
        }
    }

    private void Apply(RenderBatch batch, Node at, IEnumerable<Edit> edits)
    {
        List<(int From, int To)>? moves = null;
        foreach (var edit in edits)
        {
            switch (edit.Type)
            {
                case EditType.PrependFrame:
                    Insert(batch, at, edit.Sibling, edit.Frame);
                    break;
                case EditType.RemoveFrame:
                    at.RemoveAt(edit.Sibling);
                    break;
                case EditType.SetAttribute:
                    SetAttribute(Child<ElementNode>(at, edit), batch.Frame(edit.Frame));
                    break;
                case EditType.RemoveAttribute:
                    Child<ElementNode>(at, edit).Remove(edit.RemovedAttribute!);
                    break;
                case EditType.UpdateText:
                    Child<TextNode>(at, edit).Content = batch.Frame(edit.Frame).Name ?? "";
                    break;
                case EditType.UpdateMarkup:
                    at.RemoveAt(edit.Sibling);
                    Insert(batch, at, edit.Sibling, edit.Frame);
                    break;
                case EditType.StepIn:
                    at = at.Children[edit.Sibling];
                    break;
                case EditType.StepOut:
                    at = at.Parent ?? throw new InvalidDataException("A render batch steps out of the page.");
                    break;
                case EditType.PermutationListEntry:
                    (moves ??= []).Add((edit.Sibling, edit.Frame));
                    break;
                case EditType.PermutationListEnd:
                    at.Permute(moves ?? []);
                    moves = null;
                    break;
                default:
                    throw new InvalidDataException($"A render batch holds an edit of the unknown type {(int)edit.Type}.");
            }
        }
    }

    private static T Child<T>(Node at, Edit edit) where T : Node => at.Children[edit.Sibling] as T
        ?? throw new InvalidDataException($"Edit {edit.Type} is for a {typeof(T).Name}, but child {edit.Sibling} is a {at.Children[edit.Sibling].GetType().Name}.");

    /// <summary>Inserts a frame and all in it, and returns the number of children that came of it.</summary>
    private int Insert(RenderBatch batch, Node parent, int index, int frameIndex)
    {
        var frame = batch.Frame(frameIndex);
        switch (frame.Type)
        {
            case FrameType.Element:
                InsertElement(batch, parent, index, frameIndex, frame);
                return 1;
            case FrameType.Text:
                parent.Insert(index, new TextNode(frame.Name ?? ""));
                return 1;
            case FrameType.Markup:
                parent.Insert(index, Html.ReadFragment(frame.Name ?? ""));
                return 1;
            case FrameType.Component:
                parent.Insert(index, _components[frame.ComponentId] = new ComponentNode(frame.ComponentId));
                return 1;
            case FrameType.Region:
                return InsertRange(batch, parent, index, frameIndex + 1, frameIndex + frame.Length);
            case FrameType.Attribute:
                throw new InvalidDataException("A render batch inserts an attribute where a node was expected.");
            default:
                return 0;
        }
    }

    private void InsertElement(RenderBatch batch, Node parent, int index, int frameIndex, Frame frame)
    {
        var element = new ElementNode(frame.Name!);
        parent.Insert(index, element);
        var (first, end) = (frameIndex + 1, frameIndex + frame.Length);
        for (; first < end && batch.Frame(first) is { Type: FrameType.Attribute } attribute; first++)
        {
            SetAttribute(element, attribute);
        }

        InsertRange(batch, element, 0, first, end);
    }

    private int InsertRange(RenderBatch batch, Node parent, int index, int first, int end)
    {
        var inserted = 0;
        for (var frame = first; frame < end; frame += batch.Frame(frame).Length)
        {
            inserted += Insert(batch, parent, index + inserted, frame);
        }

        return inserted;
    }

    private static void SetAttribute(ElementNode element, Frame attribute) => element.Set(attribute.Name!, attribute.Value, attribute.Handler);
}
