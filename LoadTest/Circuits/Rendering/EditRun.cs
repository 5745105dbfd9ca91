namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>Applies the edits of one component. Regions leave no node of their own: their content stands where they stood.</summary>
internal sealed class EditRun(RenderBatch batch, ComponentNode component, Dictionary<int, ComponentNode> components)
{
    private readonly List<(int From, int To)> _moves = [];
    private Node _at = component;

    public void Apply(IEnumerable<Edit> edits)
    {
        foreach (var edit in edits)
        {
            Apply(edit);
        }
    }

    private void Apply(Edit edit)
    {
        switch (edit.Type)
        {
            case EditType.PrependFrame:
                Insert(_at, edit.Sibling, edit.Frame);
                break;
            case EditType.RemoveFrame:
                _at.RemoveAt(edit.Sibling);
                break;
            case EditType.SetAttribute:
                SetAttribute(Child<ElementNode>(edit), batch.Frame(edit.Frame));
                break;
            case EditType.RemoveAttribute:
                Child<ElementNode>(edit).Remove(edit.RemovedAttribute!);
                break;
            case EditType.UpdateText:
                Child<TextNode>(edit).Content = batch.Frame(edit.Frame).Name ?? "";
                break;
            case EditType.UpdateMarkup:
                _at.RemoveAt(edit.Sibling);
                Insert(_at, edit.Sibling, edit.Frame);
                break;
            case EditType.StepIn:
                _at = _at.Children[edit.Sibling];
                break;
            case EditType.StepOut:
                _at = _at.Parent ?? throw new InvalidDataException("A render batch steps out of the page.");
                break;
            case EditType.PermutationListEntry:
                _moves.Add((edit.Sibling, edit.Frame));
                break;
            case EditType.PermutationListEnd:
                _at.Permute(_moves);
                _moves.Clear();
                break;
            default:
                throw new InvalidDataException($"A render batch holds an edit of the unknown type {(int)edit.Type}.");
        }
    }

    private T Child<T>(Edit edit) where T : Node =>
        _at.Children[edit.Sibling] as T ?? throw new InvalidDataException($"Edit {edit.Type} is for a {typeof(T).Name}, but child {edit.Sibling} is a {_at.Children[edit.Sibling].GetType().Name}.");

    /// <summary>Inserts a frame and all in it, and gives the number of children that came of it.</summary>
    private int Insert(Node parent, int index, int frameIndex)
    {
        var frame = batch.Frame(frameIndex);
        switch (frame.Type)
        {
            case FrameType.Element:
                var element = new ElementNode(frame.Name!);
                parent.Insert(index, element);
                Fill(element, frameIndex + 1, frameIndex + frame.Length);
                return 1;
            case FrameType.Text:
                parent.Insert(index, new TextNode(frame.Name ?? ""));
                return 1;
            case FrameType.Markup:
                parent.Insert(index, HtmlReader.Read(frame.Name ?? ""));
                return 1;
            case FrameType.Component:
                var child = new ComponentNode(frame.ComponentId);
                parent.Insert(index, child);
                components[frame.ComponentId] = child;
                return 1;
            case FrameType.Region:
                return InsertRange(parent, index, frameIndex + 1, frameIndex + frame.Length);
            case FrameType.Attribute:
                throw new InvalidDataException("A render batch inserts an attribute where a node was expected.");
            default:
                return 0;
        }
    }

    private void Fill(ElementNode element, int first, int end)
    {
        for (; first < end && batch.Frame(first) is { Type: FrameType.Attribute } attribute; first++)
        {
            SetAttribute(element, attribute);
        }
        InsertRange(element, 0, first, end);
    }

    private int InsertRange(Node parent, int index, int first, int end)
    {
        var inserted = 0;
        for (var i = first; i < end;)
        {
            inserted += Insert(parent, index + inserted, i);
            var frame = batch.Frame(i);
            i += frame.HasSubtree ? frame.Length : 1;
        }
        return inserted;
    }

    private static void SetAttribute(ElementNode element, Frame attribute)
    {
        if (attribute.HandlerId != 0)
        {
            element.SetHandler(attribute.Name!, attribute.HandlerId);
        }
        else
        {
            element.Set(attribute.Name!, attribute.Value);
        }
    }
}
