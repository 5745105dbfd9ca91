using BlazorAspire.LoadTest.Circuits.Rendering;

namespace BlazorAspire.Tests.LoadTest.Circuits.Rendering;

public sealed class TreeComparisonTests
{
    [Theory]
    [InlineData("<p>a</p>", "<p>a</p>")]
    [InlineData("<p>\n  a\n  b </p>\n", "<p>a b</p>")]
    [InlineData("<p>1 &lt; 2&#xA0;&quot;x&quot;</p>", "<p>1 < 2\u00A0\"x\"</p>")]
    [InlineData("<p>a<!-- one --><!--two-->b</p>", "<p>ab</p>")]
    [InlineData("<P CLASS=x>a</P>", "<p class=\"x\">a</p>")]
    [InlineData("<p id=\"a\" class=\"b\"></p>", "<p class=\"b\" id=\"a\"></p>")]
    [InlineData("a<br>b<img src=\"x\"><input checked value=\"1\">", "a<br />b<img src=\"x\" /><input checked=\"\" value=\"1\" />")]
    [InlineData("<textarea rows=\"2\">\na &amp; b</textarea>", "<textarea rows=\"2\" value=\"a &amp; b\"></textarea>")]
    [InlineData("<select><option value=\"1\">one</option><option value=\"2\" selected>two</option></select>", "<select value=\"2\"><option value=\"1\">one</option><option value=\"2\">two</option></select>")]
    [InlineData("<form action=\"/draft\">a</form>", "<form>a</form>")]
    [InlineData("<p _bl_1=\"\" __internal_stopPropagation_onclick>a</p>", "<p>a</p>")]
    public void Find_OfTheSame_FindsNothing(string prerendered, string rendered) => Assert.Empty(Find(prerendered, rendered));

    [Theory]
    [InlineData("<main><p id=\"status\">a</p></main>", "<main><p id=\"status\">b</p></main>", "main > p#status: prerendered 'a', rendered 'b'")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li>c</li></ul>", "ul > li:nth-of-type(2): prerendered 'b', rendered 'c'")]
    [InlineData("<p data-testid=\"it\" class=\"a\">x</p>", "<p data-testid=\"it\" class=\"b\">x</p>", "p[data-testid=it][class]: prerendered 'a', rendered 'b'")]
    [InlineData("<button disabled>x</button>", "<button>x</button>", "button[disabled]: prerendered '', rendered nothing")]
    [InlineData("<form>a</form>", "<form action=\"/draft\">a</form>", "form[action]: prerendered nothing, rendered '/draft'")]
    [InlineData("<input>", "<input checked>", "input[checked]: prerendered nothing, rendered ''")]
    [InlineData("<p>a<b>x</b></p>", "<p>a</p>", "p: prerendered <b>, rendered nothing")]
    [InlineData("<p>a</p>", "<p>a</p>and more", "top: prerendered nothing, rendered 'and more'")]
    [InlineData("<div><i>x</i></div>", "<div><b>x</b></div>", "div: prerendered <i>, rendered <b>")]
    [InlineData("<b>x</b><i>y</i>", "<i>y</i><b>x</b>", "top: prerendered <b>, rendered <i>")]
    [InlineData("<textarea>a</textarea>", "<textarea value=\"b\"></textarea>", "textarea: prerendered 'a', rendered 'b'")]
    [InlineData("<select><option value=\"1\">one</option></select>", "<select value=\"1\"><option value=\"1\">one</option></select>", "select[value]: prerendered '', rendered '1'")]
    [InlineData("<a><b><c><d><e>x</e></d></c></b></a>", "<a><b><c><d><e>y</e></d></c></b></a>", "b > c > d > e: prerendered 'x', rendered 'y'")]
    public void Find_OfADifference_SaysWhereAndBothSides(string prerendered, string rendered, string difference) => Assert.Equal([difference], Find(prerendered, rendered));

    [Fact]
    public void Find_OfSeveral_GoesOnWhereBothSidesAreAlike() => Assert.Equal(
        ["p:nth-of-type(1)[class]: prerendered 'a', rendered nothing", "p:nth-of-type(1): prerendered 'x', rendered 'y'", "p:nth-of-type(2): prerendered '1', rendered '2'"],
        Find("<p class=\"a\">x</p><p>1</p>", "<p>y</p><p>2</p>"));

    [Fact]
    public void Find_OfALongText_ShortensIt() => Assert.Equal([$"p: prerendered '{new string('a', 60)}…', rendered 'b'"], Find($"<p>{new string('a', 500)}</p>", "<p>b</p>"));

    [Fact]
    public void Find_OfATreeFromBatches_SeesTextOverSeveralNodesRegionsComponentsAndMarkup()
    {
        var tree = new RenderTree();
        tree.AttachRoot(0);
        var batch = new BatchBuilder();
        var element = batch.Element("p", 8);
        batch.Attribute("onclick", null, handler: 7);
        batch.Attribute("hidden", "");
        batch.Text("a ");
        batch.Region(2);
        batch.Text("b");
        batch.Text("<b>c</b> d", FrameType.Markup);
        batch.Component(5);
        var inside = batch.Text(" e");
        batch.Diff(0, batch.Edit(EditType.PrependFrame, 0, element)).Diff(5, batch.Edit(EditType.PrependFrame, 0, inside));
        tree.Apply(batch.Build());

        Assert.Empty(TreeComparison.Find(HtmlReader.Read("<p hidden>a <!--!-->b<b>c</b> d e</p>"), tree.Page.Children[0]));
    }

    private static IReadOnlyList<string> Find(string prerendered, string rendered) => TreeComparison.Find(HtmlReader.Read(prerendered), HtmlReader.Read(rendered));
}
