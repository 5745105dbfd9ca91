using BlazorAspire.LoadTest.Rendering;

namespace BlazorAspire.Tests.LoadTest;

public sealed class RenderTreeTests
{
    private readonly RenderTree _tree = new();

    public RenderTreeTests()
    {
        _tree.AttachRoot(0);
    }

    [Fact]
    public void Apply_OfAnElement_InsertsItWithAttributesAndText()
    {
        var batch = new BatchBuilder();
        var element = batch.Element("button", 5);
        batch.Attribute("data-testid", "it");
        batch.Attribute("onclick", null, handler: 42);
        batch.Attribute("disabled", null);
        batch.Text("grün");

        Apply(batch, batch.Edit(EditType.PrependFrame, 0, element));

        var button = Assert.Single(_tree.Page.Descendants.OfType<ElementNode>());
        Assert.Equal(("button", "it", "grün"), (button.Name, button.TestId, button.Text));
        Assert.Equal(42UL, button.HandlerOf("click"));
        Assert.False(button.IsDisabled);
    }

    [Fact]
    public void Apply_OfLongText_GivesAllOfIt()
    {
        var text = new string('x', 20_000);

        Insert(text);

        Assert.Equal(text, _tree.Page.Text);
    }

    [Fact]
    public void Apply_OfARegion_InsertsItsContentFlat()
    {
        var batch = new BatchBuilder();
        var element = batch.Element("p", 7);
        batch.Text("a");
        batch.Region(4);
        batch.Text("b");
        batch.Region(2);
        batch.Text("c");
        batch.Text("d");

        Apply(batch, batch.Edit(EditType.PrependFrame, 0, element));

        Assert.Equal(["a", "b", "c", "d"], Root.Children[0].Children.Select(c => c.Text));
    }

    [Fact]
    public void Apply_OfACapture_InsertsNothing()
    {
        var batch = new BatchBuilder();
        var element = batch.Element("p", 3);
        batch.Capture();
        batch.Text("a");

        Apply(batch, batch.Edit(EditType.PrependFrame, 0, element));

        Assert.Equal("a", Assert.Single(Root.Children[0].Children).Text);
    }

    [Fact]
    public void Apply_OfAComponent_IsFilledByItsOwnDiff()
    {
        var batch = new BatchBuilder();
        var component = batch.Component(5, length: 2);
        batch.Attribute("Parameter", "is no node");
        var after = batch.Text("after");
        var inside = batch.Text("inside ");
        batch.Diff(0, batch.Edit(EditType.PrependFrame, 0, component), batch.Edit(EditType.PrependFrame, 1, after));

        _tree.Apply(batch.Diff(5, batch.Edit(EditType.PrependFrame, 0, inside)).Build());

        Assert.Equal("inside after", _tree.Page.Text);
    }

    [Fact]
    public void Apply_ToADisposedComponent_IsRefused()
    {
        var first = new BatchBuilder();
        Apply(first, first.Edit(EditType.PrependFrame, 0, first.Component(5)));
        var second = new BatchBuilder();
        _tree.Apply(second.Diff(0, second.Edit(EditType.RemoveFrame)).Dispose(5).Build());

        Assert.Empty(Root.Children);
        Assert.Throws<InvalidDataException>(() => _tree.Apply(new BatchBuilder().Diff(5).Build()));
    }

    [Fact]
    public void Apply_OfADisposedRoot_EmptiesIt()
    {
        Insert("a");

        _tree.Apply(new BatchBuilder().Dispose(0).Build());

        Assert.Equal("", _tree.Page.Text);
    }

    [Fact]
    public void Apply_OfRemoveFrame_RemovesThatSibling()
    {
        Insert("a", "b", "c");
        var batch = new BatchBuilder();

        Apply(batch, batch.Edit(EditType.RemoveFrame, 1));

        Assert.Equal("ac", _tree.Page.Text);
    }

    [Fact]
    public void Apply_OfUpdateText_ChangesTheText()
    {
        Insert("a", "b");
        var batch = new BatchBuilder();

        Apply(batch, batch.Edit(EditType.UpdateText, 1, batch.Text("B")));

        Assert.Equal("aB", _tree.Page.Text);
    }

    [Fact]
    public void Apply_OfMarkup_IsOneSiblingHoweverManyElementsItHas()
    {
        var first = new BatchBuilder();
        Apply(first, first.Edit(EditType.PrependFrame, 0, first.Text("<b data-testid=\"it\">1 &lt; 2</b><i>x</i>", FrameType.Markup)), first.Edit(EditType.PrependFrame, 1, first.Text("!")));
        Assert.Equal("1 < 2", _tree.Page.Descendants.OfType<ElementNode>().Single(e => e.TestId == "it").Text);

        var second = new BatchBuilder();
        Apply(second, second.Edit(EditType.UpdateMarkup, 0, second.Text("<b>new</b>", FrameType.Markup)));

        Assert.Equal("new!", _tree.Page.Text);
    }

    [Fact]
    public void Apply_OfSteps_GoesIntoChildrenAndBack()
    {
        var first = new BatchBuilder();
        var element = first.Element("p", 2);
        first.Text("a");
        Apply(first, first.Edit(EditType.PrependFrame, 0, element), first.Edit(EditType.PrependFrame, 1, first.Text("b")));
        var second = new BatchBuilder();

        Apply(second,
            second.Edit(EditType.StepIn),
            second.Edit(EditType.UpdateText, 0, second.Text("A")),
            second.Edit(EditType.StepOut),
            second.Edit(EditType.UpdateText, 1, second.Text("B")));

        Assert.Equal("AB", _tree.Page.Text);
    }

    [Fact]
    public void Apply_OfAttributeEdits_SetsAndRemovesThem()
    {
        var first = new BatchBuilder();
        var element = first.Element("input", 4);
        first.Attribute("value", "old");
        first.Attribute("disabled", "");
        first.Attribute("oninput", null, handler: 1);
        Apply(first, first.Edit(EditType.PrependFrame, 0, element));
        var input = (ElementNode)Root.Children[0];
        Assert.True(input.IsDisabled);
        var second = new BatchBuilder();

        Apply(second,
            second.Edit(EditType.SetAttribute, 0, second.Attribute("value", "new")),
            second.Edit(EditType.SetAttribute, 0, second.Attribute("onchange", null, handler: 2)),
            second.Edit(EditType.RemoveAttribute, removed: "disabled"),
            second.Edit(EditType.RemoveAttribute, removed: "oninput"));

        Assert.Equal(("new", false), (input["value"], input.IsDisabled));
        Assert.Equal((null, 2UL), (input.HandlerOf("input"), input.HandlerOf("change")));
    }

    [Fact]
    public void Apply_OfAPermutation_MovesOnlyThoseListed()
    {
        Insert("a", "b", "c", "d");
        var batch = new BatchBuilder();

        Apply(batch,
            batch.Edit(EditType.PermutationListEntry, 0, 3),
            batch.Edit(EditType.PermutationListEntry, 2, 0),
            batch.Edit(EditType.PermutationListEntry, 3, 2),
            batch.Edit(EditType.PermutationListEnd));

        Assert.Equal("cbda", _tree.Page.Text);
    }

    [Fact]
    public void HandlerOf_AnElementInsideOneWithAHandler_IsThatOfTheOuter()
    {
        var batch = new BatchBuilder();
        var outer = batch.Element("button", 4);
        batch.Attribute("onclick", null, handler: 9);
        batch.Element("span", 2);
        batch.Text("x");

        Apply(batch, batch.Edit(EditType.PrependFrame, 0, outer));

        Assert.Equal(9UL, _tree.Page.Descendants.OfType<ElementNode>().Single(e => e.Name == "span").HandlerOf("click"));
    }

    private Node Root => _tree.Page.Children[0];

    private void Apply(BatchBuilder batch, params byte[][] edits) => _tree.Apply(batch.Diff(0, edits).Build());

    private void Insert(params string[] texts)
    {
        var batch = new BatchBuilder();
        Apply(batch, [.. texts.Select((text, index) => batch.Edit(EditType.PrependFrame, index, batch.Text(text)))]);
    }
}
