using BlazorAspire.LoadTest.Circuits.Rendering;

namespace BlazorAspire.Tests.LoadTest.Circuits.Rendering;

public sealed class HtmlReaderTests
{
    [Theory]
    [InlineData("<p>a<br>b<img src=x>c</p>d", "abcd")]
    [InlineData("<!DOCTYPE html><p>a<!-- <b>no</b> -->b</p>", "ab")]
    [InlineData("<svg><path d=\"M0\"/><text>a</text></svg>b", "ab")]
    [InlineData("1 &lt; 2 &amp;&#xFC;", "1 < 2 &ü")]
    [InlineData("a < b", "a < b")]
    [InlineData("<script>if (a < b) { '</p>' }</script>x", "if (a < b) { '</p>' }x")]
    [InlineData("a</i>b", "ab")]
    [InlineData("<p>a", "a")]
    public void Read_OfHtml_GivesItsText(string html, string text) => Assert.Equal(text, HtmlReader.Read(html).Text);

    [Fact]
    public void Read_OfAttributes_GivesTheirValues()
    {
        var element = Assert.IsType<ElementNode>(HtmlReader.Read("<input data-testid=\"a&quot;b\" class='x y' size=3 disabled>").Children[0]);

        Assert.Equal(("a\"b", "x y", "3", true), (element.TestId, element["class"], element["size"], element.IsDisabled));
    }

    [Fact]
    public void Read_OfNestedElements_KeepsTheirPlaces()
    {
        var page = HtmlReader.Read("<div><p>a</p><p>b</p></div><p>c</p>");

        Assert.Equal(["ab", "c"], page.Children.Select(c => c.Text));
    }
}
