using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BlazorAspire.LoadTest.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>Render batches make the page that Blazor's script makes of them.</summary>
public sealed class RenderTreeTests
{
    private readonly RenderTree _tree = new(new HtmlParser().ParseDocument(""));

    public RenderTreeTests() => _tree.AttachRoot(0);

    private IElement Root => _tree.Page.Children[0];

    [Fact]
    public void Apply_OfAnElement_InsertsItWithAttributesHandlersAndContent()
    {
        var batch = new BatchBuilder();
        var element = batch.Element("button", 11);
        batch.Attribute("data-testid", "it");
        batch.Attribute("onclick", null, handler: 42);
        batch.Attribute("disabled", null);
        batch.Capture();
        batch.Text("grün ");
        batch.Region(4);
        batch.Text("<b>1 &lt; 2</b>", RenderTreeFrameType.Markup);
        batch.Region(2);
        batch.Text(new string('x', 20_000));
        batch.Element("span", 1);

        Apply(batch, batch.Edit(RenderTreeEditType.PrependFrame, 0, element));

        var button = _tree.Page.QuerySelector("button")!;
        Assert.Equal(("grün 1 < 2" + new string('x', 20_000), 4), (button.TextContent, button.ChildNodes.Length));
        Assert.Equal((42UL, 42UL), (button.HandlerOf("click"), button.QuerySelector("span")!.HandlerOf("click")));
        Assert.True(button.HasTestId("it"));
    }

    [Fact]
    public void Apply_OfAComponent_IsFilledByItsOwnDiffUntilItIsDisposed()
    {
        var batch = new BatchBuilder();
        var component = batch.Component(5, length: 2);
        batch.Attribute("Parameter", "is no node");
        var after = batch.Text("after");
        var inside = batch.Text("inside ");
        batch.Diff(0, batch.Edit(RenderTreeEditType.PrependFrame, 0, component), batch.Edit(RenderTreeEditType.PrependFrame, 1, after));
        _tree.Apply(batch.Diff(5, batch.Edit(RenderTreeEditType.PrependFrame, 0, inside)).Build());
        Assert.Equal("inside after", _tree.Page.TextContent);

        var second = new BatchBuilder();
        _tree.Apply(second.Diff(0, second.Edit(RenderTreeEditType.RemoveFrame)).Dispose(5).Build());

        Assert.Equal("after", _tree.Page.TextContent);
        Assert.Throws<InvalidDataException>(() => _tree.Apply(new BatchBuilder().Diff(5).Build()));
        _tree.Apply(new BatchBuilder().Dispose(0).Build());
        Assert.Equal("", _tree.Page.TextContent);
    }

    [Fact]
    public void Apply_OfEditsOfSiblings_ChangesThoseThatTheyName()
    {
        var first = new BatchBuilder();
        Apply(first, [.. "abcd".Select((text, index) => first.Edit(RenderTreeEditType.PrependFrame, index, first.Text(text.ToString())))]);
        var batch = new BatchBuilder();

        Apply(batch,
            batch.Edit(RenderTreeEditType.UpdateText, 0, batch.Text("A")),
            batch.Edit(RenderTreeEditType.PermutationListEntry, 0, 3),
            batch.Edit(RenderTreeEditType.PermutationListEntry, 2, 0),
            batch.Edit(RenderTreeEditType.PermutationListEntry, 3, 2),
            batch.Edit(RenderTreeEditType.PermutationListEnd),
            batch.Edit(RenderTreeEditType.RemoveFrame, 1));

        Assert.Equal("cdA", _tree.Page.TextContent);
    }

    [Fact]
    public void Apply_OfMarkup_IsOneSiblingHoweverManyElementsItHas()
    {
        var first = new BatchBuilder();
        Apply(first,
            first.Edit(RenderTreeEditType.PrependFrame, 0, first.Text("<tr><td>1</td></tr><tr></tr>", RenderTreeFrameType.Markup)),
            first.Edit(RenderTreeEditType.PrependFrame, 1, first.Text("!")));
        Assert.Equal(2, _tree.Page.QuerySelectorAll("tr").Length);
        var second = new BatchBuilder();

        Apply(second,
            second.Edit(RenderTreeEditType.UpdateMarkup, 0, second.Text("<b>new</b>", RenderTreeFrameType.Markup)),
            second.Edit(RenderTreeEditType.UpdateText, 1, second.Text("?")));

        Assert.Equal("new?", _tree.Page.TextContent);
    }

    [Fact]
    public void Apply_OfStepsAndAttributes_GoesIntoChildrenAndBack()
    {
        var first = new BatchBuilder();
        var element = first.Element("p", 5);
        first.Element("input", 4);
        first.Attribute("value", "old");
        first.Attribute("disabled", "");
        first.Attribute("oninput", null, handler: 1);
        Apply(first, first.Edit(RenderTreeEditType.PrependFrame, 0, element), first.Edit(RenderTreeEditType.PrependFrame, 1, first.Text("b")));
        var input = _tree.Page.QuerySelector("input")!;
        Assert.Null(input.HandlerOf("input"));
        var second = new BatchBuilder();

        Apply(second,
            second.Edit(RenderTreeEditType.StepIn),
            second.Edit(RenderTreeEditType.SetAttribute, 0, second.Attribute("value", "new")),
            second.Edit(RenderTreeEditType.SetAttribute, 0, second.Attribute("onchange", null, handler: 2)),
            second.Edit(RenderTreeEditType.RemoveAttribute, removed: "disabled"),
            second.Edit(RenderTreeEditType.RemoveAttribute, removed: "oninput"),
            second.Edit(RenderTreeEditType.StepOut),
            second.Edit(RenderTreeEditType.UpdateText, 1, second.Text("B")));

        Assert.Equal(("new", "B"), (input.GetAttribute("value"), Root.TextContent));
        Assert.Equal((null, 2UL), (input.HandlerOf("input"), input.HandlerOf("change")));
    }

    [Theory]
    [InlineData("button.primary", "<button class=\"big primary\">x</button>")]
    [InlineData("#save", "<button id=\"save\">x</button>")]
    [InlineData("a, [data-x='a,b']", "<i data-x=\"a,b\">x</i>")]
    [InlineData("text=Count one more", "<b> Count\n <i>one</i> more </b>")]
    public void Find_OfASelector_GivesTheElementAndItsNameTheSame(string selector, string html)
    {
        var page = new HtmlParser().ParseDocument($"<body><p class=\"primary\" id=\"other\">x</p>{html}");

        Assert.Same(page.Body!.Children[1], ElementSelector.Parse(selector).Find(page));
        Assert.True(ElementSelector.Parse(ElementSelector.NameOf(page.Body.Children[1])).Matches(page.Body.Children[1]));
    }

    private void Apply(BatchBuilder batch, params byte[][] edits) => _tree.Apply(batch.Diff(0, edits).Build());
}
