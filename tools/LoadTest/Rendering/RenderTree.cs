using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Components.RenderTree;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>
/// The interactive part of a page as its render batches have made it. A component and a piece of markup are one sibling to Blazor, whatever is in them:
/// each is an element of its own, which no page has. Regions leave nothing: their content stands where they stood.
/// </summary>
/// <param name="owner">Makes the nodes. Users share one, as each takes 19 KB: whoever reads or changes nodes holds its lock.</param>
internal sealed class RenderTree(IDocument owner)
{
    private const string ComponentTag = "blazor-component";
    private const string MarkupTag = "blazor-markup";

    private readonly Dictionary<int, IElement> _components = [];
    private readonly HashSet<int> _rendered = [];

    /// <summary>What an element is in this tree, and in no page.</summary>
    public const string Wrappers = $"{ComponentTag}, {MarkupTag}";

    public IElement Page { get; } = owner.CreateElement(ComponentTag);

    /// <summary>How many of the root components have been rendered.</summary>
    public int RenderedRoots => _rendered.Count;

    public void AttachRoot(int componentId)
    {
        lock (owner)
        {
            Page.AppendChild(_components[componentId] = owner.CreateElement(ComponentTag));
        }
    }

    public void Apply(RenderBatch batch)
    {
        lock (owner)
        {
            foreach (var (id, edits) in batch.Diffs)
            {
                var component = _components.GetValueOrDefault(id)
                    ?? throw new InvalidDataException($"A render batch changes component {id}, which is not on the page.");
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
                    gone.TextContent = "";
                }
            }
        }
    }

    private void Apply(RenderBatch batch, INode at, IEnumerable<Edit> edits)
    {
        var moves = new List<Edit>();
        foreach (var edit in edits)
        {
            switch (edit.Type)
            {
                case RenderTreeEditType.PrependFrame:
                    Insert(batch, at, edit.Sibling, edit.Frame);
                    break;
                case RenderTreeEditType.RemoveFrame:
                    at.RemoveChild(at.ChildNodes[edit.Sibling]);
                    break;
                case RenderTreeEditType.SetAttribute:
                    SetAttribute(Child<IElement>(at, edit), batch.Frame(edit.Frame));
                    break;
                case RenderTreeEditType.RemoveAttribute:
                    Child<IElement>(at, edit).RemoveAttribute(edit.RemovedAttribute!);
                    Child<IElement>(at, edit).RemoveAttribute(Elements.HandlerAttribute(edit.RemovedAttribute!));
                    break;
                case RenderTreeEditType.UpdateText:
                    Child<IText>(at, edit).Data = batch.Frame(edit.Frame).Name;
                    break;
                case RenderTreeEditType.UpdateMarkup:
                    at.RemoveChild(at.ChildNodes[edit.Sibling]);
                    Insert(batch, at, edit.Sibling, edit.Frame);
                    break;
                case RenderTreeEditType.StepIn:
                    at = at.ChildNodes[edit.Sibling];
                    break;
                case RenderTreeEditType.StepOut:
                    at = at.Parent ?? throw new InvalidDataException("A render batch steps out of the page.");
                    break;
                case RenderTreeEditType.PermutationListEntry:
                    moves.Add(edit);
                    break;
                case RenderTreeEditType.PermutationListEnd:
                    // All old indices are those from before the moves.
                    INode[] before = [.. at.ChildNodes];
                    INode[] after = [.. before];
                    moves.ForEach(move => after[move.Frame] = before[move.Sibling]);
                    Array.ForEach(after, child => at.AppendChild(child));
                    moves.Clear();
                    break;
                default:
                    throw new InvalidDataException($"A render batch holds an edit of the unknown type {(int)edit.Type}.");
            }
        }
    }

    private static T Child<T>(INode at, Edit edit) where T : class, INode => at.ChildNodes[edit.Sibling] as T
        ?? throw new InvalidDataException($"Edit {edit.Type} does not fit child {edit.Sibling}, a '{at.ChildNodes[edit.Sibling].NodeName}'.");

    /// <summary>Inserts a frame and all in it, and returns the number of children that came of it.</summary>
    private int Insert(RenderBatch batch, INode parent, int index, int frameIndex)
    {
        var frame = batch.Frame(frameIndex);
        INode? child = frame.Type switch
        {
            RenderTreeFrameType.Element => NewElement(batch, frameIndex, frame),
            RenderTreeFrameType.Text => owner.CreateTextNode(frame.Name),
            RenderTreeFrameType.Markup => NewMarkup(frame.Name),
            RenderTreeFrameType.Component => _components[frame.ComponentId] = owner.CreateElement(ComponentTag),
            RenderTreeFrameType.Attribute => throw new InvalidDataException("A render batch inserts an attribute where a node was expected."),
            _ => null,
        };
        if (child is null)
        {
            return frame.Type == RenderTreeFrameType.Region ? InsertRange(batch, parent, index, frameIndex + 1, frameIndex + frame.Length) : 0;
        }

        parent.InsertBefore(child, index < parent.ChildNodes.Length ? parent.ChildNodes[index] : null);
        return 1;
    }

    private int InsertRange(RenderBatch batch, INode parent, int index, int first, int end)
    {
        var inserted = 0;
        for (var frame = first; frame < end; frame += batch.Frame(frame).Length)
        {
            inserted += Insert(batch, parent, index + inserted, frame);
        }

        return inserted;
    }

    private IElement NewElement(RenderBatch batch, int frameIndex, Frame frame)
    {
        var element = owner.CreateElement(frame.Name);
        var (first, end) = (frameIndex + 1, frameIndex + frame.Length);
        for (; first < end && batch.Frame(first) is { Type: RenderTreeFrameType.Attribute } attribute; first++)
        {
            SetAttribute(element, attribute);
        }

        InsertRange(batch, element, 0, first, end);
        return element;
    }

    /// <summary>Markup may also be a row or a cell of a table, as in a template.</summary>
    private IElement NewMarkup(string html)
    {
        var element = owner.CreateElement(MarkupTag);
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            element.TextContent = html;
        }
        else
        {
            var template = (IHtmlTemplateElement)owner.CreateElement(TagNames.Template);
            template.InnerHtml = html;
            element.AppendChild(template.Content);
        }

        return element;
    }

    private static void SetAttribute(IElement element, Frame attribute)
    {
        if (attribute.Handler != 0)
        {
            element.SetAttribute(Elements.HandlerAttribute(attribute.Name), attribute.Handler.ToString(CultureInfo.InvariantCulture));
        }
        else if (attribute.Value is null)
        {
            // False, in Blazor.
            element.RemoveAttribute(attribute.Name);
        }
        else
        {
            element.SetAttribute(attribute.Name, attribute.Value);
        }
    }
}
