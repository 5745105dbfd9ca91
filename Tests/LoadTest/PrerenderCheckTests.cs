using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Rendering;

namespace BlazorAspire.Tests.LoadTest;

public sealed class PrerenderCheckTests
{
    private const string Both = """
        <html data-tab="t"><head><base href="/app/"><!--Blazor:{"type":"server","prerenderId":"1","descriptor":"one"}--><title>T</title><!--Blazor:{"prerenderId":"1"}--></head>
        <body><h1>Not interactive</h1><!--Blazor:{"type":"server","prerenderId":"2","descriptor":"two"}--><p>x</p><!--Blazor:{"prerenderId":"2"}--><footer>f</footer>
        <!--Blazor-Server-Component-State:abc--><script src="_framework/blazor.web.x1.js"></script></body></html>
        """;

    private const string Bare = """<body><!--Blazor:{"type":"server","sequence":0,"descriptor":"one"}--><footer>f</footer></body>""";

    [Fact]
    public void Page_OfAnApp_HoldsWhatItsCircuitNeeds()
    {
        var page = new Page(Both);

        Assert.Equal(("t", "abc", "/app/", 2, true, false), (page.Tab, page.State, page.BasePath, page.Roots.Count, page.IsOfBlazor, page.HasWebAssembly));
        Assert.Equal(["T", "x"], page.ReadRoots().Select(root => root?.Text));
        Assert.Equal(
            """{"batchId":1,"operations":[{"type":"add","ssrComponentId":1,"marker":{"type":"server","sequence":0,"descriptor":"one"}}]}""", new Page(Bare).Roots.NextBatch());
        Assert.Null(new Page(Bare).Tab);
    }

    [Fact]
    public void Describe_TheSameInEveryRoot_SaysSo() => Assert.Equal(PrerenderCheck.Same, Describe(Both, "<title>T</title>", "<p>x</p>"));

    [Fact]
    public void Describe_ADifferenceInTheSecondRoot_SaysWhere() => Assert.Equal("differs: p: prerendered 'x', rendered 'y'", Describe(Both, "<title>T</title>", "<p>y</p>"));

    [Fact]
    public void Describe_ManyDifferences_TellsTheFirstAndHowManyMore() =>
        Assert.EndsWith("rendered '3'; and 1 more", Describe(Both, "<title a=\"1\" b=\"2\" c=\"3\">T</title>", "<p>y</p>"), StringComparison.Ordinal);

    [Fact]
    public void Describe_APageThatIsNotPrerendered_SaysSo() => Assert.Equal(PrerenderCheck.None, Describe(Bare, "<p>x</p>"));

    [Theory]
    [InlineData("<p>\n  a\n  b </p>\n", "<p>a b</p>")]
    [InlineData("<p>1 &lt; 2&#xA0;&quot;x&quot;</p>", "<p>1 < 2\u00A0\"x\"</p>")]
    [InlineData("<p>a<!-- one --><!--two-->b</p>", "<p>ab</p>")]
    [InlineData("<P CLASS=x>a</P>", "<p class=\"x\">a</p>")]
    [InlineData("<p id=\"a\" class=\"b\"></p>", "<p class=\"b\" id=\"a\"></p>")]
    [InlineData("<tr><td>1</td></tr>", "<tr><td>1</td></tr>")]
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
    [InlineData("<p>a<b>x</b></p>", "<p>a</p>", "p: prerendered <b>, rendered nothing")]
    [InlineData("<p>a</p>", "<p>a</p>and more", "top: prerendered nothing, rendered 'and more'")]
    [InlineData("<b>x</b><i>y</i>", "<i>y</i><b>x</b>", "top: prerendered <b>, rendered <i>")]
    [InlineData("<textarea>a</textarea>", "<textarea value=\"b\"></textarea>", "textarea: prerendered 'a', rendered 'b'")]
    [InlineData("<select><option value=\"1\">one</option></select>", "<select value=\"1\"><option value=\"1\">one</option></select>", "select[value]: prerendered '', rendered '1'")]
    public void Find_OfADifference_SaysWhereAndBothSides(string prerendered, string rendered, string difference) => Assert.Equal([difference], Find(prerendered, rendered));

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
        tree.Apply(batch.Diff(0, batch.Edit(EditType.PrependFrame, 0, element)).Diff(5, batch.Edit(EditType.PrependFrame, 0, inside)).Build());

        Assert.Empty(PrerenderCheck.Find(Html.ReadFragment("<p hidden>a <!--!-->b<b>c</b> d e</p>"), tree.Page.Children[0]));
    }

    private static IReadOnlyList<string> Find(string prerendered, string rendered) => PrerenderCheck.Find(Html.ReadFragment(prerendered), Html.ReadFragment(rendered));

    private static string Describe(string html, params string[] rendered) => PrerenderCheck.Describe(new Page(html).ReadRoots(), [.. rendered.Select(Html.ReadFragment)]);
}
