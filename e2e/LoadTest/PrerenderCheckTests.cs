using AngleSharp.Html.Parser;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Rendering;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>A page, and how the first render of its circuit compares with it.</summary>
public sealed class PrerenderCheckTests
{
    private const string Both = """
        <html><head><base href="/app/"><script src="tab.js" data-tab="t"></script>
        <!--Blazor:{"type":"server","prerenderId":"1","descriptor":"one"}--><title>T</title><!--Blazor:{"prerenderId":"1"}--></head>
        <body><h1>Not interactive</h1>
        <!--Blazor:{"type":"server","prerenderId":"2","descriptor":"two"}--><p>x</p><!--Blazor:{"prerenderId":"2"}--><footer>f</footer>
        <!--Blazor-Server-Component-State:abc--><script src="_framework/blazor.web.x1.js"></script></body></html>
        """;

    private const string Bare = """<body><!--Blazor:{"type":"server","sequence":0,"descriptor":"one"}--><footer>f</footer></body>""";

    [Fact]
    public void Page_OfAnApp_HoldsWhatItsCircuitNeeds()
    {
        var page = new Page(Both);

        Assert.Equal(("t", "abc", "/app/", 2, true, false), (page.Tab, page.State, page.BasePath, page.Roots.Count, page.IsOfBlazor, page.HasWebAssembly));
        Assert.Equal(["<title>T</title>", "<p>x</p>"], page.ReadRoots());
        Assert.Equal(
            """{"batchId":1,"operations":[{"type":"add","ssrComponentId":1,"marker":{"type":"server","sequence":0,"descriptor":"one"}}]}""",
            new Page(Bare).Roots.NextBatch());
        Assert.Null(new Page(Bare).Tab);
    }

    [Theory]
    [InlineData("<title>T</title>", "<p>x</p>", "the same as the first render")]
    [InlineData("<title>T</title>", "<p>y</p>", "differs: p(0) > #text(0): prerendered 'x', rendered 'y'")]
    [InlineData("<title a=\"1\" b=\"2\" c=\"3\">T</title>", "<p>y</p>", "differs: …; and 1 more")]
    public void Describe_OfAPage_ComparesEveryRoot(string first, string second, string expected)
    {
        var described = Describe(new Page(Both).ReadRoots(), first, second);

        Assert.StartsWith(expected.Split('…')[0], described, StringComparison.Ordinal);
        Assert.EndsWith(expected.Split('…')[^1], described, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_APageThatIsNotPrerendered_SaysSo() => Assert.Equal("the page is not prerendered", Describe(new Page(Bare).ReadRoots(), "<p>x</p>"));

    [Theory]
    [InlineData("<p>\n  a\n  b </p>\n", "<blazor-component><p>a b</p></blazor-component>")]
    [InlineData("<p>1 &lt; 2&#xA0;&quot;x&quot;</p>", "<p>1 &lt; 2\u00A0\"x\"</p>")]
    [InlineData("<p>a<!-- one --><!--two-->b</p>", "<p>a<blazor-markup>b</blazor-markup></p>")]
    [InlineData("<p id=\"a\" class=\"b\"></p>", "<p class=\"b\" id=\"a\" blazor-onclick=\"7\"></p>")]
    [InlineData("<svg viewBox=\"0 0 1 1\"><path d=\"\"></path></svg>", "<svg viewbox=\"0 0 1 1\"><path d=\"\"></path></svg>")]
    [InlineData("<textarea rows=\"2\">\na &amp; b</textarea>", "<textarea rows=\"2\" value=\"a &amp; b\"></textarea>")]
    [InlineData(
        "<select><option>1</option><option value=\"2\" selected>b</option></select>",
        "<select value=\"2\"><option>1</option><option value=\"2\">b</option></select>")]
    [InlineData("<form action=\"/draft\">a</form>", "<form>a</form>")]
    [InlineData("<p _bl_1=\"\" __internal_stopPropagation_onclick>a</p>", "<p>a</p>")]
    public void Describe_OfTheSame_FindsNothing(string prerendered, string rendered) => Assert.Equal(PrerenderCheck.Same, Describe([prerendered], rendered));

    [Theory]
    [InlineData("<main><p id=\"status\">a</p></main>", "<main><p id=\"status\">b</p></main>", "main(0) > p(0) > #text(0): prerendered 'a', rendered 'b'")]
    [InlineData("<button disabled>x</button>", "<button>x</button>", "button(0)[disabled]: prerendered '', rendered nothing")]
    [InlineData("<form>a</form>", "<form action=\"/draft\">a</form>", "form(0)[action]: prerendered nothing, rendered '/draft'")]
    [InlineData("<p class=\"a\">x</p>", "<p class=\"b\">x</p>", "p(0)[class]: prerendered 'a', rendered 'b'")]
    [InlineData("<p><i>a</i><b>x</b></p>", "<p><i>a</i></p>", "p(0) > b(1): prerendered <b>, rendered nothing")]
    [InlineData("<p>a</p>", "<p>a</p>and more", "#text(1): prerendered nothing, rendered 'and more'")]
    public void Describe_OfADifference_SaysWhereAndBothSides(string prerendered, string rendered, string difference) =>
        Assert.Equal($"differs: {difference}", Describe([prerendered], rendered));

    private static string Describe(IReadOnlyList<string?> prerendered, params string[] rendered) => PrerenderCheck.Describe(prerendered, rendered.Select(html =>
    {
        var root = new HtmlParser().ParseDocument("").CreateElement("blazor-component");
        root.InnerHtml = html;
        return root;
    }));
}
