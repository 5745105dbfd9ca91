using BlazorAspire.LoadTest.Circuits.Rendering;

namespace BlazorAspire.Tests.LoadTest.Circuits.Rendering;

public sealed class PrerenderCheckTests
{
    private const string Page = """
        <html><head><!--Blazor:{"type":"server","prerenderId":"1","descriptor":"one"}--><title>T</title><!--Blazor:{"prerenderId":"1"}--></head>
        <body><h1>Not interactive</h1><!--Blazor:{"type":"server","prerenderId":"2","descriptor":"two"}--><p>x</p><!--Blazor:{"prerenderId":"2"}--><footer>f</footer></body></html>
        """;

    private const string Bare = """<body><!--Blazor:{"type":"server","sequence":0,"descriptor":"one"}--><footer>f</footer></body>""";

    [Fact]
    public void Read_OfAPage_GivesWhatIsBetweenTheMarkersOfEach() => Assert.Equal(["T", "x"], PrerenderCheck.Read(Page).Select(root => root?.Text));

    [Fact]
    public void Describe_TheSameInEveryRoot_SaysSo() => Assert.Equal(PrerenderCheck.Same, PrerenderCheck.Describe(Page, Tree("<title>T</title>", "<p>x</p>")));

    [Fact]
    public void Describe_ADifferenceInTheSecondRoot_SaysWhere() =>
        Assert.Equal("differs: p: prerendered 'x', rendered 'y'", PrerenderCheck.Describe(Page, Tree("<title>T</title>", "<p>y</p>")));

    [Fact]
    public void Describe_ManyDifferences_TellsTheFirstAndHowManyMore() => Assert.EndsWith(
        "rendered '3'; and 1 more",
        PrerenderCheck.Describe(Page, Tree("<title a=\"1\" b=\"2\" c=\"3\">T</title>", "<p>y</p>")),
        StringComparison.Ordinal);

    [Fact]
    public void Describe_APageThatIsNotPrerendered_SaysSo() => Assert.Equal(PrerenderCheck.None, PrerenderCheck.Describe(Bare, Tree("<p>x</p>")));

    private static RenderTree Tree(params string[] roots)
    {
        var tree = new RenderTree();
        for (var root = 0; root < roots.Length; root++)
        {
            tree.AttachRoot(root);
            var batch = new BatchBuilder();
            var markup = batch.Text(roots[root], FrameType.Markup);
            tree.Apply(batch.Diff(root, batch.Edit(EditType.PrependFrame, 0, markup)).Build());
        }
        return tree;
    }
}
